import type { Message } from '@redress/kernel';
import { deadlineKinds, type DeadlineExplanation, type DeadlineKind, type Role } from '@redress/plan-rules';
import type { PrivateEvent } from './private-events';

export type * from './private-events';

/** The five stages with a clock. */
export type StageKind = DeadlineKind;

/** What a ladder runs for: the deadline of a stage, or a grave report. */
export type RunKey = StageKind | 'severe';

/** How a complaint can leave the process; the deadlines that are open then are cancelled. */
export const endings = ['declined', 'transferred', 'settled', 'withdrawn', 'merged', 'closed'] as const;
export type Ending = (typeof endings)[number];

/** The milestone that meets each deadline. */
export const metBy = {
  acceptance: 'accepted',
  investigation: 'investigationCompleted',
  resolutionPlan: 'resolutionPlanAdopted',
  feedback: 'feedbackGiven',
  outcomeEvaluation: 'outcomeEvaluated',
} as const satisfies Record<StageKind, string>;

/** The stage at which a reopened case goes on. */
export type ReopenedStage = 'investigation' | 'resolutionPlan';

/** The stages that a case reopened at one of them goes through again. */
export const stagesFrom = (stage: ReopenedStage): readonly StageKind[] =>
  deadlineKinds.slice(deadlineKinds.indexOf(stage));

/** What a watch hears of a complaint. */
export type Milestone = (typeof metBy)[StageKind] | Ending;

/** Why an escalation reached nobody. */
export type ClimbCause = 'nobodyOnDuty' | 'deliveryGivenUp';
export type EscalationCause = 'step' | 'severe' | 'notAcknowledged' | 'repeat' | ClimbCause;

/** A rung of a ladder with its moment. */
export interface PlannedStep {
  /** Absent on a rung that is only reached from below. */
  readonly at?: string;
  readonly tell: readonly Role[];
  readonly acknowledgeWithinMs?: number;
  readonly repeatMs?: number;
}

/** Until when an escalation waits for an answer, and when it is said again. */
export interface AnswerTimes {
  readonly acknowledgeBy?: string;
  readonly repeatAt?: string;
}

interface OfWatch {
  readonly complaintId: string;
}
interface OfDeadline extends OfWatch {
  readonly deadline: StageKind;
}

/** The complaint is being watched. */
export type WatchOpened = Message<'WatchOpened', OfWatch & { openedAt: string; planRef: string }>;
/** A deadline is set, or set anew with a higher revision; what was promised is never moved back. */
export type DeadlineStarted = Message<
  'DeadlineStarted',
  OfDeadline & { revision: number; startedAt: string; dueAt: string; explanation: DeadlineExplanation }
>;
/** The stage was reached; `late` when it was reached after its due time. */
export type DeadlineMet = Message<'DeadlineMet', OfDeadline & { metAt: string; late: boolean }>;
/** A deadline passed unmet. It stands, also when the message that met it in time arrives afterwards. */
export type DeadlineBreached = Message<
  'DeadlineBreached',
  OfDeadline & { dueAt: string; noticedAt: string; noticedLateMs: number }
>;
/** A deadline no longer applies. */
export type DeadlineCancelled = Message<
  'DeadlineCancelled',
  OfDeadline & { cancelledAt: string; cause: Ending | 'reopened' }
>;
/** The stage clock stands still. */
export type DeadlinePaused = Message<
  'DeadlinePaused',
  OfDeadline & {
    pausedAt: string;
    pausedBy: string;
    reason: string;
    /** When it runs on by itself, and the question to the complainant whose answer it waits for until then. */
    resumeAt?: string;
    questionNo?: number;
  }
>;
/** The stage clock runs on. */
export type DeadlineResumed = Message<
  'DeadlineResumed',
  OfDeadline & {
    revision: number;
    resumedAt: string;
    resumedBy: string;
    dueAt: string;
    explanation: DeadlineExplanation;
  }
>;
/** A step of a ladder fired. `run`, `n` and `repeatAt` are for the watch itself and are not published. */
export type EscalationRaised = Message<
  'EscalationRaised',
  OfWatch & {
    escalationId: string;
    run: RunKey;
    /** Counts the escalations of the run from 1. */
    n: number;
    deadline?: StageKind;
    ladder: 'default' | 'severe';
    step: number;
    tell: Role[];
    cause: EscalationCause;
    raisedAt: string;
    acknowledgeBy?: string;
    repeatAt?: string;
    dueAt?: string;
    lateMs: number;
    handlerId?: string;
  }
>;
/** Somebody takes it up. `run`, `n` and what it does to the ladder are not published. */
export type EscalationAcknowledged = Message<
  'EscalationAcknowledged',
  OfWatch & {
    escalationId: string;
    run: RunKey;
    n: number;
    acknowledgedAt: string;
    acknowledgedBy: string;
    /** The lowest step of the ladder that may still fire. */
    next: number;
    /** Nothing waits for an answer any more: no hand-up, no repeat. */
    answered: boolean;
  }
>;
/** Nobody took it: it went one step up. */
export type EscalationHandedUp = Message<
  'EscalationHandedUp',
  OfWatch & { escalationId: string; handedUpAt: string; cause: EscalationCause }
>;
/** Nothing is waited for any more. */
export type WatchClosed = Message<'WatchClosed', OfWatch & { closedAt: string }>;
/** The case was taken up again: its stages from this one on are watched anew. */
export type WatchReopened = Message<
  'WatchReopened',
  OfWatch & {
    /** The round of handling that begins, from 2. */
    round: number;
    stage: ReopenedStage;
    reopenedAt: string;
  }
>;

/** The complaint was merged into another and stands on its own again: what was cancelled by that is watched anew. */
export type WatchResumed = Message<'WatchResumed', OfWatch & { resumedAt: string }>;

/** Everything that can happen to a watch; stream `watch-<complaintId>`. */
export type WatchEvent =
  | WatchOpened
  | DeadlineStarted
  | DeadlineMet
  | DeadlineBreached
  | DeadlineCancelled
  | DeadlinePaused
  | DeadlineResumed
  | EscalationRaised
  | EscalationAcknowledged
  | EscalationHandedUp
  | WatchClosed
  | WatchReopened
  | WatchResumed
  | PrivateEvent;
