export * from './case';
export * from './case-commands';
export * from './case-events';
export * from './proceeding-events';
export type { Case, CaseFile, Proposal } from './case-state';
