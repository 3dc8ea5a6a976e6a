export * from './command-ids';
export * from './command-meta';
export * from './reaction-meta';
export * from './unless-contended';
export * from './commit';
export * from './load-state';
