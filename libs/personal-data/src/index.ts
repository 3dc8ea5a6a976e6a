export * from './find-personal-data';
export * from './key-cache';
export * from './key-encryption';
export * from './mongo-vault';
export * from './person-keys';
export * from './remote-person-keys';
export * from './sealed-bytes';
export * from './sealing';
