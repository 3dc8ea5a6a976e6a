export * from './case';
export * from './case-commands';
export * from './case-events';
export * from './proceeding-events';
export * from './supervision-events';
export type { CaseFile } from './case-file';
export type { Case, Proposal } from './case-state';
