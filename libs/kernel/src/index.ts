export * from './clock';
export * from './decider';
export * from './envelope';
export * from './faults';
export * from './sealed';
