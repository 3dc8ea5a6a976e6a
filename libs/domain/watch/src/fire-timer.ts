import { happened, refuse } from '@redress/kernel';
import type { Decided } from './decided';
import { timersOf } from './due-times';
import { fireDue } from './falling-due';
import { settle } from './settle';
import { isAfter, type OpenedWatch, type Watch } from './watch-state';
import type { FireTimer } from './watch-commands';

const isPauseOver = (watch: OpenedWatch, at: string): boolean =>
  timersOf(watch).some(({ alarm, dueAt }) => alarm === 'resume' && !isAfter(dueAt, at));

/** A clock rang: nothing where it is no longer waited for, refused when it is too early. */
export const fireTimer = ({ data }: FireTimer, watch: Watch): Decided => {
  if (watch.status === 'unopened') return happened();
  const { complaintId, kind, revision, at, rules } = data;
  const timer = timersOf(watch).find((one) => one.kind === kind && one.revision === revision);
  if (!timer) return happened();
  if (isAfter(timer.dueAt, at)) return refuse('not-due-yet', { dueAt: timer.dueAt });
  if (!isPauseOver(watch, at)) return happened(...fireDue({ watch, events: [] }, { complaintId, at }).events);
  // How a clock goes on after a pause, the plan says.
  if (!rules) return refuse('rules-missing');
  const now = { complaintId, at, rules };
  return happened(...fireDue(settle(fireDue({ watch, events: [] }, now), now), now).events);
};
