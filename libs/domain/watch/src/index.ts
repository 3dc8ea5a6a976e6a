export * from './due-times';
export { complaintIdOf } from './escalation-id';
export * from './watch';
export * from './watch-commands';
export * from './watch-events';
export * from './watch-state';
