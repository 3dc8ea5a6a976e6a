import { happened, refuse } from '@redress/kernel';
import { runOn } from './resuming';
import { settle } from './settle';
import type { Decided } from './decided';
import { isAfter, type Deadline, type Watch } from './watch-state';
import type { PauseDeadline, ResumeDeadline, WatchRules } from './watch-commands';

/** Why a clock cannot be stopped, or undefined when it can. */
export const hindrance = (
  known: Deadline | undefined,
  at: string,
): 'deadline-not-running' | 'deadline-passed' | undefined => {
  if (known?.status === 'breached') return 'deadline-passed';
  if (known?.status !== 'running') return 'deadline-not-running';
  return isAfter(at, known.dueAt) ? 'deadline-passed' : undefined;
};

/** What is wrong with a pause, whatever the clock does. */
const faultIn = (
  { reason, until, at }: PauseDeadline['data'],
  { plan }: WatchRules,
): Extract<Decided, { ok: false }> | undefined => {
  const { pauseReasons } = plan.deadlines;
  if (!pauseReasons.includes(reason)) return refuse('pause-reason-not-in-plan', { pauseReasons });
  return until !== undefined && !isAfter(until, at) ? refuse('pause-ends-in-the-past') : undefined;
};

/**
 * Stops a stage clock. Only before it has passed, so that a pause never hides a breach; at the due instant it may.
 * Only for a reason the plan lists. With `until` it runs on by itself then.
 */
export const pause = ({ data }: PauseDeadline, watch: Watch): Decided => {
  const { complaintId, deadline, reason, pausedBy, until, at, rules } = data;
  if (watch.status === 'unopened') return refuse('watch-not-open');
  if (!rules) return refuse('rules-missing');
  const fault = faultIn(data, rules);
  if (fault) return fault;
  const known = watch.deadlines[deadline];
  if (known?.status === 'paused') return happened();
  const hindered = hindrance(known, at);
  if (hindered) return refuse(hindered, known && { dueAt: known.dueAt });
  const ends = until !== undefined && { resumeAt: until };
  return happened({ type: 'DeadlinePaused', data: { complaintId, deadline, pausedAt: at, pausedBy, reason, ...ends } });
};

/** Lets a stage clock run on, whatever it waited for. */
export const resume = ({ data }: ResumeDeadline, watch: Watch): Decided => {
  const { complaintId, deadline, resumedBy, at, rules } = data;
  if (watch.status === 'unopened') return refuse('watch-not-open');
  if (!rules) return refuse('rules-missing');
  const known = watch.deadlines[deadline];
  if (known?.status === 'running') return happened();
  if (known?.status !== 'paused') return refuse('deadline-not-running');
  const resumed = runOn({ watch, events: [] }, deadline, known, { complaintId, rules, resumedAt: at, resumedBy });
  return happened(...settle(resumed, { complaintId, at, rules }).events);
};
