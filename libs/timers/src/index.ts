export * from './due-times';
