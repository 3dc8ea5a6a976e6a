export * from './due-times';
export * from './mongo-due-time-store';
