export * from './eventually';
export * from './real-services';
export * from './spec';
export * from './test-database';
