/** Injects the connection to the service's own database. */
export const MONGO = Symbol('MONGO');

/** Injects the DatabaseTime. */
export const DATABASE_TIME = Symbol('DATABASE_TIME');

/** Injects the Kafka client. */
export const KAFKA = Symbol('KAFKA');

/** Injects the KafkaCommitPublisher. */
export const PUBLISHER = Symbol('PUBLISHER');

/** Injects the KafkaCommitConsumer that hears the other services. */
export const CONSUMER = Symbol('CONSUMER');

/** Injects the tail that publishes. */
export const RELAY = Symbol('RELAY');
