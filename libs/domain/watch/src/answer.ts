import { happened, refuse } from '@redress/kernel';
import { findEscalation } from './escalation-id';
import { handUp } from './falling-due';
import type { Decided } from './decided';
import { endingOf, isAfter, type LadderRun, type OpenedWatch, type Watch } from './watch-state';
import type { AcknowledgeEscalation, ClimbEscalation } from './watch-commands';
import type { RunKey } from './watch-events';

/** The first step that the passing of the deadline fires by itself. */
const firstAfterDue = (steps: LadderRun['steps'], dueAt: string): number => {
  const index = steps.findIndex(({ at }) => at === undefined || !isAfter(dueAt, at));
  return index < 0 ? steps.length : index;
};

/**
 * What an acknowledgement stops.
 * - Before the breach: all steps, the hand-up and the repeats up to the due time. From the due time on the ladder
 *   runs, whatever was acknowledged.
 * - After the breach: the hand-up and the repeats of the step that waits. Later steps keep their times, so that what
 *   was taken up and left lying still climbs to headquarters; acknowledging a step below changes nothing.
 * - On the severe ladder: the ladder. Whoever answers looks at the report.
 */
const effectOf = (watch: OpenedWatch, key: RunKey, run: LadderRun, n: number): { next: number; answered: boolean } => {
  if (key === 'severe') return { next: run.steps.length, answered: true };
  const deadline = watch.deadlines[key];
  if (deadline?.status === 'running' || deadline?.status === 'paused')
    return { next: firstAfterDue(run.steps, deadline.dueAt), answered: true };
  return { next: run.next, answered: run.raised[n - 1] === run.waiting?.step };
};

/** Somebody takes an escalation up; a second time adds nothing. */
export const acknowledge = ({ data }: AcknowledgeEscalation, watch: Watch): Decided => {
  const { complaintId, escalationId, acknowledgedBy, at } = data;
  if (watch.status === 'unopened') return refuse('escalation-unknown');
  const found = findEscalation(watch, complaintId, escalationId);
  if (!found) return refuse('escalation-unknown');
  const { key, run, n } = found;
  if (run.acknowledged.includes(n)) return happened();
  const effect = effectOf(watch, key, run, n);
  return happened({
    type: 'EscalationAcknowledged',
    data: { complaintId, escalationId, run: key, n, acknowledgedAt: at, acknowledgedBy, ...effect },
  });
};

/** No step is climbed while the clock stands still, nor when there is nothing more to wait for. */
const mayClimb = (watch: OpenedWatch, key: RunKey): boolean => {
  if (key === 'severe') return endingOf(watch.heard) === undefined;
  const status = watch.deadlines[key]?.status;
  return status === 'running' || status === 'breached';
};

/** An escalation reached nobody. Only the one that waits now climbs, and once. */
export const climb = ({ data }: ClimbEscalation, watch: Watch): Decided => {
  const { complaintId, escalationId, cause, at } = data;
  if (watch.status === 'unopened') return refuse('escalation-unknown');
  const found = findEscalation(watch, complaintId, escalationId);
  if (!found) return refuse('escalation-unknown');
  const { key, run } = found;
  if (run.waiting?.escalationId !== escalationId || !mayClimb(watch, key)) return happened();
  return happened(...handUp({ watch, events: [] }, complaintId, key, { cause, at, plannedAt: at }).events);
};
