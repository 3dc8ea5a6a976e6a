export * from './key-cache';
export * from './key-encryption';
export * from './mongo-vault';
export * from './person-keys';
export * from './redaction';
export * from './remote-person-keys';
export * from './sealed-bytes';
export * from './sealing';
