import { happened, refuse } from '@redress/kernel';
import type { Decided } from './decided';
import { evolve } from './evolve';
import { settle } from './settle';
import { isAfter, type Watch } from './watch-state';
import type { WatchResumed } from './watch-events';
import type { RecordResumption } from './watch-commands';

/**
 * Watches a complaint again that was merged into another and stands on its own again: each clock that was cut short has
 * its whole time from that moment on, as what was promised before was answered by the leading complaint meanwhile.
 */
export const resumeWatch = ({ data }: RecordResumption, watch: Watch): Decided => {
  const { complaintId, resumedAt, at, rules } = data;
  const known = watch.heard.resumedAt;
  if (known !== undefined && !isAfter(resumedAt, known)) return happened();
  const event: WatchResumed = { type: 'WatchResumed', data: { complaintId, resumedAt } };
  const after = evolve(watch, event);
  if (after.status === 'unopened') return happened(event);
  if (!rules) return refuse('rules-missing');
  return happened(...settle({ watch: after, events: [event] }, { complaintId, at, rules }).events);
};
