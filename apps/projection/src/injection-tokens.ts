/** Injects the connection to the service's own database. */
export const MONGO = Symbol('MONGO');

/** Injects the Kafka client. */
export const KAFKA = Symbol('KAFKA');

/** Injects the ProjectionEngine. */
export const ENGINE = Symbol('ENGINE');

/** Injects the ChangeFeed of site events. */
export const FEED = Symbol('FEED');

/** Injects the Narratives. */
export const NARRATIVES = Symbol('NARRATIVES');

/** Injects the ContactTags. */
export const CONTACT_TAGS = Symbol('CONTACT_TAGS');

/** Injects the NarrativeIndex. */
export const NARRATIVE_INDEX = Symbol('NARRATIVE_INDEX');

/** Injects the KafkaCommitConsumer that fills the read models. */
export const MODELS_CONSUMER = Symbol('MODELS_CONSUMER');

/** Injects the KafkaCommitConsumer that fills the search index. */
export const NARRATIVES_CONSUMER = Symbol('NARRATIVES_CONSUMER');

/** Injects the KeyCache: keys in memory for minutes, shared by the index and the queries. */
export const KEY_CACHE = Symbol('KEY_CACHE');

/** Injects the PdfRenderer. */
export const PDF_RENDERER = Symbol('PDF_RENDERER');
