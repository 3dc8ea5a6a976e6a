/** Injects the connection to the service's own database. */
export const MONGO = Symbol('MONGO');

/** Injects the DatabaseTime. */
export const DATABASE_TIME = Symbol('DATABASE_TIME');

/** Injects the Kafka client. */
export const KAFKA = Symbol('KAFKA');

/** Injects the KafkaCommitPublisher itself, below whatever a service puts around it. */
export const KAFKA_PUBLISHER = Symbol('KAFKA_PUBLISHER');

/** Injects the CommitPublisher the relay sends through. */
export const PUBLISHER = Symbol('PUBLISHER');

/** Injects the KafkaCommitConsumer that hears the other services. */
export const CONSUMER = Symbol('CONSUMER');

/** Injects the tails of the store: the relay first, then the due times where the service has timers. */
export const TAILS = Symbol('TAILS');

/** Injects the DueTimeStore of a service that has timers. */
export const DUE_TIMES = Symbol('DUE_TIMES');

/** Injects the Timers of a service that has some. */
export const TIMERS = Symbol('TIMERS');
