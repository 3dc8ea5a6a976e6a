export * from './tail';
export { createTail, type MongoTail, type MongoTailOptions } from './mongo-tail';
export { PositionLost, StreamStalled, type TailSource } from './commit-stream';
export * from './published-commit';
export * from './relay-operations';
export * from './relay';
export * from './republish';
export * from './verify-relay';
