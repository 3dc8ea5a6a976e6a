export { fingerprint, madeOnce } from './artifacts/artifact-cache';
export { schemathesis, type Schemathesis } from './artifacts/fetch-schemathesis';
export { MissingPrerequisites, missingPrerequisites, requirePrerequisites } from './artifacts/prerequisites';
export { defaultArtifactsDir, repositoryRoot } from './artifacts/places';
export { type EmbeddedOptions, type EmbeddedService } from './embedded/embedded-service';
export { startEmbedded, type EmbeddedSet, type EmbeddedSetOptions } from './embedded/embedded-set';
export { startEmbeddedKafka, type EmbeddedKafka, type EmbeddedKafkaOptions } from './embedded/kafka';
export { startEmbeddedMongod, type EmbeddedMongod, type EmbeddedMongodOptions } from './embedded/mongod';
export { startEmbeddedRedis, type EmbeddedRedis, type EmbeddedRedisOptions } from './embedded/redis';
export {
  findServices,
  type FindOptions,
  type FoundServices,
  type Origin,
  type ServiceAddresses,
} from './find/find-services';
export { keepLogsBounded, tailOf } from './processes/bounded-log';
export { DirectoryInUse, lockDirectory, type DirectoryLock } from './processes/directory-lock';
export { keepRunning, type KeepRunningEvents, type KeptRunning, type Replaceable } from './processes/keep-running';
export { spawnKept, type Ended, type KeptProcess, type KeptProcessOptions } from './processes/kept-process';
export { freePort, loopback } from './processes/ports';
export { identityOf, stillRuns, type ProcessIdentity } from './processes/process-identity';
export { runCommand, type CommandOptions, type CommandResult } from './processes/run-command';
export { serviceNames, type OnProgress, type ServiceName } from './progress';
