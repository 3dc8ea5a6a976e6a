export * from './plan';
export * from './plan-messages';
export { below, type Problem } from './validation/problem';
export * from './validation/validate-plan';
