const operations = [
  'GET /internal/streams',
  'GET /internal/streams/x-1',
  'GET /internal/store/count',
  'GET /internal/store/verify',
  'GET /internal/relay/republish',
  'POST /internal/relay/republish',
  'GET /internal/relay/verify',
];
const parked = [
  'GET /internal/parked',
  'GET /internal/parked/g?key=k',
  'POST /internal/parked/g/retry?key=k',
  'POST /internal/parked/g/skip?key=k',
];

/**
 * What services, the launcher and an operator at the machine ask of each service, written by hand. A service refuses to
 * start with an internal route that has no rule, so that a line missing here is a test missing, not a hole.
 */
export const internalRoutes: Readonly<Record<string, readonly string[]>> = {
  gateway: ['POST /internal/accounts/bootstrap', 'POST /internal/accounts/reset-password'],
  intake: [...operations, ...parked, 'POST /internal/keys/release'],
  investigation: [...operations, ...parked, 'GET /internal/evidence/verify'],
  escalation: [...operations, ...parked],
  notification: [...operations, ...parked, 'POST /internal/roster/bootstrap'],
  planning: [...operations, 'POST /internal/plans/default'],
  projection: [
    ...parked,
    'GET /internal/projection/rebuild',
    'POST /internal/projection/rebuild',
    'GET /internal/projection/digest',
  ],
};
