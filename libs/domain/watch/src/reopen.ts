import { happened, refuse } from '@redress/kernel';
import { proceed, type Course } from './course';
import { noticeBreach, settle, type Now } from './settle';
import type { Decided } from './decided';
import { stagesFrom, type StageKind, type WatchReopened } from './watch-events';
import type { RecordReopening } from './watch-commands';
import type { Watch } from './watch-state';

/** A clock of the round that is over stops; one that had passed was breached. */
const stop = (course: Course, now: Now, kind: StageKind, reopenedAt: string): Course => {
  const { complaintId } = now;
  const known = course.watch.deadlines[kind];
  if (!known || known.status === 'met' || known.status === 'cancelled') return course;
  return proceed(noticeBreach(course, now, kind, reopenedAt), {
    type: 'DeadlineCancelled',
    data: { complaintId, deadline: kind, cancelledAt: reopenedAt, cause: 'reopened' },
  });
};

/** Watches the stages of another round from the moment at which the case was taken up again. */
export const reopen = ({ data }: RecordReopening, watch: Watch): Decided => {
  const { complaintId, round, stage, reopenedAt, at, rules } = data;
  if (round <= (watch.heard.reopened?.round ?? 1)) return happened();
  const reopened: WatchReopened = { type: 'WatchReopened', data: { complaintId, round, stage, reopenedAt } };
  if (watch.status === 'unopened') return happened(reopened);
  if (!rules) return refuse('rules-missing');
  const now: Now = { complaintId, at, rules };
  const stopped = stagesFrom(stage).reduce<Course>((so, kind) => stop(so, now, kind, reopenedAt), {
    watch,
    events: [],
  });
  return happened(...settle(proceed(stopped, reopened), now).events);
};
