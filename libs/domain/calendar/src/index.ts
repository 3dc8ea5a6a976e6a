export * from './china';
export * from './day';
export * from './holiday-calendar';
export * from './limits';
export * from './working-calendar';
