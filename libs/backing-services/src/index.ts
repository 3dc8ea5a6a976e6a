export { MissingPrerequisites, missingPrerequisites, requirePrerequisites } from './artifacts/prerequisites';
export { startEmbeddedKafka, type EmbeddedKafka, type EmbeddedKafkaOptions } from './embedded/kafka';
export { startEmbeddedMongod, type EmbeddedMongod, type EmbeddedMongodOptions } from './embedded/mongod';
export { startEmbeddedRedis, type EmbeddedRedis, type EmbeddedRedisOptions } from './embedded/redis';
export { type EmbeddedOptions, type EmbeddedService } from './embedded/embedded-service';
export * from './progress';
