export * from './case';
export * from './case-commands';
export * from './case-events';
export type { Case, Proposal } from './case-state';
