/** The services of a deployment. */
export const serviceNames = [
  'gateway',
  'intake',
  'investigation',
  'planning',
  'escalation',
  'notification',
  'projection',
] as const;

/** Those that hear others. */
export const hearingServices = ['intake', 'investigation', 'escalation', 'notification', 'projection'] as const;
