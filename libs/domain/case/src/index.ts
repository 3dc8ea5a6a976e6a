export * from './case';
export * from './case-commands';
export * from './case-events';
export type { Case, CaseFile, Proposal } from './case-state';
