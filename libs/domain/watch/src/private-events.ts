import type { Message } from '@redress/kernel';
import type { Graded } from '@redress/plan-rules';
import type { AnswerTimes, Milestone, PlannedStep, RunKey } from './watch-events';

interface OfWatch {
  readonly complaintId: string;
}

/** Private: a milestone as it was heard, before or after the watch was opened. */
export type MilestoneRecorded = Message<'MilestoneRecorded', OfWatch & { milestone: Milestone; occurredAt: string }>;
/** Private: the classification that counts from now on. */
export type WatchClassified = Message<'WatchClassified', OfWatch & { classified: Graded & { classifiedAt: string } }>;
/** Private: somebody must look at a grave report. */
export type SevereSignalled = Message<'SevereSignalled', OfWatch & { signalledAt: string }>;
/** Private: whom the ladder names as the handler. */
export type HandlerRecorded = Message<'HandlerRecorded', OfWatch & { handlerId: string; assignedAt: string }>;
/** Private: the moments of a ladder, computed once by the pinned plan (invariant 12); again with each revision. */
export type LadderScheduled = Message<
  'LadderScheduled',
  OfWatch & {
    run: RunKey;
    revision: number;
    scheduledAt: string;
    steps: PlannedStep[];
    /** New times for the escalation that waits for an answer, where a pause moved them. */
    waiting?: AnswerTimes;
  }
>;

/** What a watch keeps for itself: none of it is published. */
export type PrivateEvent = MilestoneRecorded | WatchClassified | SevereSignalled | HandlerRecorded | LadderScheduled;
