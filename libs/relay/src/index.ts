export * from './tail';
