export * from './delivery';
export * from './nobody-on-duty';
export * from './roles';
export * from './roster';
