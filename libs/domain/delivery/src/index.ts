export * from './delivery';
export * from './locale';
export * from './nobody-on-duty';
export * from './roster';
