export * from './other-services';
export * from './eventually';
export * from './real-services';
export * from './sample-plan';
export * from './spec';
export * from './test-database';
