export * from './command-meta';
