import type { ComplaintRefusal } from './complaint-commands';
import type { Complaint } from './complaint-state';

/** Why nothing more is decided about a complaint of a status. */
export const refusedWhen = {
  unregistered: 'complaint-not-registered',
  accepted: 'complaint-accepted',
  declined: 'complaint-declined',
  transferred: 'complaint-transferred',
  settled: 'complaint-settled',
  withdrawn: 'complaint-withdrawn',
  merged: 'complaint-merged',
} as const satisfies Record<Exclude<Complaint['status'], 'registered' | 'verified'>, ComplaintRefusal>;
