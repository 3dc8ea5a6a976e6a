export * from './mongo-plan-copies';
export * from './plan-copies';
