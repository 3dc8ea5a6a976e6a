import type { HolidayCalendar } from '@redress/calendar';
import type { Message } from '@redress/kernel';
import type { Graded, PlanDocument } from '@redress/plan-rules';
import type { ClimbCause, Milestone, ReopenedStage, StageKind } from './watch-events';

/** The pinned plan version and the calendar edition, fetched by the caller (decisions.md 8). */
export interface WatchRules {
  readonly plan: PlanDocument;
  readonly calendar: HolidayCalendar;
}

interface OfWatch {
  readonly complaintId: string;
  /** The moment of the command on the caller's clock, ISO-8601 UTC. */
  readonly at: string;
}

interface MayNeedRules extends OfWatch {
  /** Absent while the caller knows no planRef: the watch is not open yet, so nothing is computed. */
  readonly rules?: WatchRules;
}

/** What is known of a complaint's classification, and since when. */
export interface Classified extends Graded {
  readonly classifiedAt: string;
}

/** The complaint was registered: its acceptance clock runs to the promise that intake gave (decisions.md 9). */
export type OpenWatch = Message<
  'OpenWatch',
  OfWatch & {
    planRef: string;
    rules: WatchRules;
    receivedAt: string;
    acceptBy: string;
    classified?: Classified;
  }
>;
/** The complaint was classified, or classified anew. The newest `classifiedAt` counts, in whatever order they come. */
export type SetClassification = Message<'SetClassification', MayNeedRules & { classified: Classified }>;
/** Somebody must look at a grave report now (decisions.md 11). */
export type OpenSevereLadder = Message<'OpenSevereLadder', MayNeedRules & { suspectedAt: string }>;
/** Another service reached a milestone of the complaint, or ended it. Any order, any number of times. */
export type RecordMilestone = Message<'RecordMilestone', MayNeedRules & { milestone: Milestone; occurredAt: string }>;
/** The case was taken up again. A round that is known already changes nothing; the last one counts. */
export type RecordReopening = Message<
  'RecordReopening',
  MayNeedRules & { round: number; stage: ReopenedStage; reopenedAt: string }
>;
/** The complaint was merged and no longer is. The last time counts. */
export type RecordResumption = Message<'RecordResumption', MayNeedRules & { resumedAt: string }>;
/** The case has a handler, whom the ladder may name. The newest `assignedAt` counts. */
export type RecordHandler = Message<'RecordHandler', OfWatch & { handlerId: string; assignedAt: string }>;
/** An alarm clock rang for one of `dueTimes`. It decides nothing: what is due at `at` happens, oldest first. */
export type FireTimer = Message<'FireTimer', MayNeedRules & { kind: string; revision: number }>;
/** Somebody takes an escalation up. */
export type AcknowledgeEscalation = Message<
  'AcknowledgeEscalation',
  OfWatch & { escalationId: string; acknowledgedBy: string }
>;
/** Stops a stage clock, for a reason out of the plan's list (domain rule 5.9); with `until` it runs on by itself then. */
export type PauseDeadline = Message<
  'PauseDeadline',
  OfWatch & { deadline: StageKind; reason: string; pausedBy: string; until?: string; rules?: WatchRules }
>;
/** The complainant was asked: the clocks of handling stand until the answer, or until the moment that was given. */
export type AwaitComplainant = Message<
  'AwaitComplainant',
  OfWatch & { questionNo: number; askedAt: string; askedBy: string; answerBy: string }
>;
/** The complainant answered a question. */
export type HearComplainant = Message<
  'HearComplainant',
  OfWatch & { questionNo: number; answeredAt: string; answeredBy: string; rules?: WatchRules }
>;
/** Lets a stage clock run on. */
export type ResumeDeadline = Message<
  'ResumeDeadline',
  OfWatch & { deadline: StageKind; resumedBy: string; rules?: WatchRules }
>;
/** An escalation reached nobody: it goes one step up at once (decisions.md 12). */
export type ClimbEscalation = Message<'ClimbEscalation', OfWatch & { escalationId: string; cause: ClimbCause }>;

/** Everything a watch can be asked to do. */
export type WatchCommand =
  | OpenWatch
  | SetClassification
  | OpenSevereLadder
  | RecordMilestone
  | RecordReopening
  | RecordResumption
  | RecordHandler
  | FireTimer
  | AcknowledgeEscalation
  | PauseDeadline
  | ResumeDeadline
  | AwaitComplainant
  | HearComplainant
  | ClimbEscalation;

/** Why a watch says no. */
export type WatchRefusal =
  | 'watch-not-open'
  /** The watch is open, so the pinned plan is needed: fetch it and ask again. */
  | 'rules-missing'
  | 'not-due-yet'
  | 'escalation-unknown'
  | 'deadline-not-running'
  | 'deadline-passed'
  | 'pause-reason-not-in-plan'
  | 'pause-ends-in-the-past';
