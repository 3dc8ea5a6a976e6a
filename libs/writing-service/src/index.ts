export * from './injection-tokens';
export { prepared, type Mongo } from './storing';
export * from './writing-service';
