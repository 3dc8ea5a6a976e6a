export * from './commit-consumer';
export * from './commit-publisher';
