import { happened, refuse } from '@redress/kernel';
import { proceed, type Course } from './course';
import { timersOf, type WatchTimer } from './due-times';
import { escalationRaised, topOf, type Occasion } from './ladder';
import type { Decided } from './decided';
import { isAfter, type Watch } from './watch-state';
import type { EscalationCause, RunKey, StageKind } from './watch-events';
import type { FireTimer } from './watch-commands';

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

const ring = (course: Course, complaintId: string, timer: WatchTimer, at: string): Course => {
  const { run, alarm, step, dueAt } = timer;
  const because = (cause: EscalationCause): Occasion => ({ cause, at, plannedAt: dueAt });
  switch (alarm) {
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
export const fireDue = (course: Course, complaintId: string, at: string, only?: RunKey): Course => {
  const due = timersOf(course.watch).find((timer) => !isAfter(timer.dueAt, at) && (only ?? timer.run) === timer.run);
  if (!due) return course;
  const rung = ring(course, complaintId, due, at);
  return rung.events.length === course.events.length ? course : fireDue(rung, complaintId, at, only);
};

/** A clock rang: nothing where it is no longer waited for, refused when it is too early. */
export const fireTimer = ({ data }: FireTimer, watch: Watch): Decided => {
  if (watch.status === 'unopened') return happened();
  const { complaintId, kind, revision, at } = data;
  const timer = timersOf(watch).find((one) => one.kind === kind && one.revision === revision);
  if (!timer) return happened();
  if (isAfter(timer.dueAt, at)) return refuse('not-due-yet', { dueAt: timer.dueAt });
  return happened(...fireDue({ watch, events: [] }, complaintId, at).events);
};
