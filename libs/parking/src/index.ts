export * from './mongo-parking-lot';
export * from './parking-lot';
