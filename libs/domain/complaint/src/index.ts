export * from './complaint';
export * from './complaint-commands';
export * from './complaint-events';
export type { Complaint, CurrentClassification, RegisteredComplaint } from './complaint-state';
export * from './person';
export * from './relation-commands';
export * from './suggestion';
