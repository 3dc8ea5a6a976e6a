export * from './condition';
export * from './plan-document';
export * from './rule-signatures';
