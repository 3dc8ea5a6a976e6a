/** Injects the connection to the service's own database. */
export const MONGO = Symbol('MONGO');

/** Injects the Kafka client. */
export const KAFKA = Symbol('KAFKA');

/** Injects the DatabaseTime. */
export const DATABASE_TIME = Symbol('DATABASE_TIME');

/** Injects the KafkaCommitPublisher. */
export const PUBLISHER = Symbol('PUBLISHER');

/** Injects the KafkaCommitConsumer that hears the other services. */
export const CONSUMER = Symbol('CONSUMER');

/** Injects the tail that publishes. */
export const RELAY = Symbol('RELAY');

/** Injects the tail that keeps due times. */
export const DUE_TIMES_TAIL = Symbol('DUE_TIMES_TAIL');

/** Injects the Timers. */
export const TIMERS = Symbol('TIMERS');

/** Injects the MongoDueTimeStore. */
export const DUE_TIMES = Symbol('DUE_TIMES');

/** Injects the Inbox. */
export const INBOX = Symbol('INBOX');

/** Injects the Channels a message may go over. */
export const CHANNELS = Symbol('CHANNELS');

/** Injects the MessageFacts. */
export const MESSAGE_FACTS = Symbol('MESSAGE_FACTS');

/** Injects the KnownKinds. */
export const KNOWN_KINDS = Symbol('KNOWN_KINDS');
