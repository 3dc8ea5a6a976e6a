export { BatchWriter, type FetchMissing } from './batch-writer';
export { countersName, type CounterDocument, GenerationCollections, type LogRow } from './collections';
export { type CollectionDigest } from './digest';
export { type Building, type LastRebuild, type Pointer, RebuildRunning } from './generations';
export { ProjectionEngine, type ProjectionEngineOptions } from './projection-engine';
export * from './read-model';
export { type Replay, type ReplayBatch } from './rebuilder';
export { type WantedVersion } from './waiters';
