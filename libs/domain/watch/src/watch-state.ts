import type { DeadlineExplanation } from '@redress/plan-rules';
import type { Classified } from './watch-commands';
import {
  endings,
  type AnswerTimes,
  stagesFrom,
  type Ending,
  type Milestone,
  type PlannedStep,
  type ReopenedStage,
  type RunKey,
  type StageKind,
} from './watch-events';

interface Timed {
  /** Rises when the deadline is set anew. */
  readonly revision: number;
  /** The round of handling it is for; 0 where a merge cut it short and it is to start anew. */
  readonly round: number;
  readonly startedAt: string;
  readonly dueAt: string;
  readonly explanation: DeadlineExplanation;
}

/** A stage clock. */
export type Deadline = Timed &
  (
    | { readonly status: 'running' }
    | { readonly status: 'paused'; readonly pausedAt: string; readonly resumeAt?: string; readonly questionNo?: number }
    | { readonly status: 'breached' }
    | { readonly status: 'met' }
    | { readonly status: 'cancelled' }
  );

/** The last escalation of a run, while nobody has taken it up. */
export interface Waiting extends AnswerTimes {
  readonly escalationId: string;
  readonly n: number;
  readonly step: number;
  /** How often it was said again. */
  readonly repeats: number;
}

/** A ladder on its way up. */
export interface LadderRun {
  readonly revision: number;
  readonly steps: readonly PlannedStep[];
  /** The lowest step that has not fired and still may. */
  readonly next: number;
  /** The step of each escalation raised so far, in order. */
  readonly raised: readonly number[];
  /** Numbers of the escalations that somebody took up. */
  readonly acknowledged: readonly number[];
  readonly waiting?: Waiting;
}

/** What was heard of the complaint so far, in whatever order. */
export interface Heard {
  readonly milestones: { readonly [milestone in Milestone]?: string };
  readonly classified?: Classified;
  /** Since when somebody must look at a grave report. */
  readonly severeSince?: string;
  readonly handler?: { readonly handlerId: string; readonly assignedAt: string };
  /** The last time the complaint stood on its own again after it was merged. */
  readonly resumedAt?: string;
  /** The last time the case was taken up again. */
  readonly reopened?: { readonly round: number; readonly stage: ReopenedStage; readonly at: string };
}

/** A watch that knows its plan. */
export interface OpenedWatch {
  readonly status: 'watching' | 'closed';
  readonly planRef: string;
  readonly heard: Heard;
  readonly deadlines: { readonly [kind in StageKind]?: Deadline };
  readonly runs: { readonly [key in RunKey]?: LadderRun };
}

/** The watch over one complaint. Before it is opened it only remembers what it hears. */
export type Watch = { readonly status: 'unopened'; readonly heard: Heard } | OpenedWatch;

/** Nothing heard, nothing watched. */
export const noWatch: Watch = { status: 'unopened', heard: { milestones: {} } };

/** How the complaint left the process, or undefined while it is in it. */
export const endingOf = ({ milestones }: Heard): { cause: Ending; at: string } | undefined => {
  const cause = endings.find((ending) => milestones[ending] !== undefined);
  const at = cause && milestones[cause];
  return cause && at ? { cause, at } : undefined;
};

/** The round of handling a stage is in; the stages before the one at which a case goes on were left behind. */
export const roundOf = ({ reopened }: Heard, kind: StageKind): number =>
  reopened && stagesFrom(reopened.stage).includes(kind) ? reopened.round : 1;

/** Whether an instant lies after another; ISO-8601 in whatever precision. */
export const isAfter = (one: string, other: string): boolean => Date.parse(one) > Date.parse(other);
