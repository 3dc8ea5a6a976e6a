export * from './delivery';
export * from './delivery-messages';
export * from './locale';
export * from './nobody-on-duty';
export * from './roster';
export * from './message-templates';
export * from './placeholders';
