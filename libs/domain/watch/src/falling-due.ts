import { proceed, type Course } from './course';
import { timersOf, type WatchTimer } from './due-times';
import { escalationRaised, topOf, type Occasion } from './ladder';
import { isAfter } from './watch-state';
import { runOn } from './resuming';
import type { EscalationCause, RunKey, StageKind } from './watch-events';
import type { WatchRules } from './watch-commands';

const raise = (course: Course, complaintId: string, key: RunKey, step: number, occasion: Occasion): Course => {
  const raised = escalationRaised(course.watch, complaintId, key, step, occasion);
  return raised ? proceed(course, raised) : course;
};

/** The escalation that waits goes one step up at once; on the last rung nobody is above it, and nothing happens. */
export const handUp = (course: Course, complaintId: string, key: RunKey, occasion: Occasion): Course => {
  const run = course.watch.runs[key];
  const waiting = run?.waiting;
  if (!waiting || waiting.step >= topOf(run)) return course;
  const handedUp = proceed(course, {
    type: 'EscalationHandedUp',
    data: { complaintId, escalationId: waiting.escalationId, handedUpAt: occasion.at, cause: occasion.cause },
  });
  return raise(handedUp, complaintId, key, waiting.step + 1, occasion);
};

/** A deadline passed unmet; `at` is when that was noticed. */
export const breach = (course: Course, complaintId: string, deadline: StageKind, at: string): Course => {
  const dueAt = course.watch.deadlines[deadline]?.dueAt;
  if (dueAt === undefined) return course;
  const noticedLateMs = Math.max(0, Date.parse(at) - Date.parse(dueAt));
  return proceed(course, {
    type: 'DeadlineBreached',
    data: { complaintId, deadline, dueAt, noticedAt: at, noticedLateMs },
  });
};

/** A pause ends at the moment that was given, however late that is noticed. */
const endPause = (course: Course, key: RunKey, { complaintId, rules }: Falling, resumedAt: string): Course => {
  const known = key === 'severe' ? undefined : course.watch.deadlines[key];
  if (key === 'severe' || known?.status !== 'paused' || !rules) return course;
  return runOn(course, key, known, { complaintId, rules, resumedAt, resumedBy: 'system:escalation' });
};

/** What falls due of a watch, and when that is noticed. */
export interface Falling {
  readonly complaintId: string;
  readonly at: string;
  /** Without them no pause ends. */
  readonly rules?: WatchRules;
}

const ring = (course: Course, falling: Falling, timer: WatchTimer): Course => {
  const { complaintId, at } = falling;
  const { run, alarm, step, dueAt } = timer;
  const because = (cause: EscalationCause): Occasion => ({ cause, at, plannedAt: dueAt });
  switch (alarm) {
    case 'resume':
      return endPause(course, run, falling, dueAt);
    case 'due':
      return run === 'severe' ? course : breach(course, complaintId, run, at);
    case 'step':
      return raise(course, complaintId, run, step, because(run === 'severe' ? 'severe' : 'step'));
    case 'ack':
      return handUp(course, complaintId, run, because('notAcknowledged'));
    case 'repeat':
      return raise(course, complaintId, run, step, because('repeat'));
  }
};

/**
 * Everything that is due at an instant happens, oldest first, each once and with how late it was (invariant 13).
 * It ends: steps are finite, and what it raises is answered or repeated later than `at`.
 */
export const fireDue = (course: Course, falling: Falling, only?: RunKey): Course => {
  const { at } = falling;
  const due = timersOf(course.watch).find((timer) => !isAfter(timer.dueAt, at) && (only ?? timer.run) === timer.run);
  if (!due) return course;
  const rung = ring(course, falling, due);
  return rung.events.length === course.events.length ? course : fireDue(rung, falling, only);
};
