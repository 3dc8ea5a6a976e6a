import { deadlineKinds, type DeadlineKind, type Role } from '@redress/contracts';
import type { PublishedCommit } from '@redress/kernel';
import { foldEvents, type DataOf, type Folds } from './fold-events';

type Messages =
  | 'WatchOpened'
  | 'DeadlineStarted'
  | 'DeadlineMet'
  | 'DeadlineBreached'
  | 'DeadlineCancelled'
  | 'DeadlinePaused'
  | 'DeadlineResumed'
  | 'EscalationRaised'
  | 'EscalationAcknowledged'
  | 'EscalationHandedUp'
  | 'WatchClosed'
  | 'WatchReopened'
  | 'WatchResumed';

/** A stage deadline as it stands. */
export interface Deadline {
  readonly revision: number;
  readonly state: 'running' | 'paused' | 'met' | 'cancelled';
  readonly startedAt: string;
  readonly dueAt: string;
  readonly explanation: DataOf<'DeadlineStarted'>['explanation'];
  /** Set when it passed unmet; it stays set when it is met later. */
  readonly breachedAt?: string;
  readonly pauseReason?: string;
  /** When it runs on by itself. */
  readonly pausedUntil?: string;
  readonly endedAt?: string;
}

/** An escalation as it stands. */
export interface Escalation {
  readonly escalationId: string;
  /** `over`: its stage was begun again before anybody answered. */
  readonly state: 'open' | 'acknowledged' | 'handedUp' | 'over';
  readonly deadline?: DeadlineKind;
  readonly ladder: string;
  readonly step: number;
  readonly tell: Role[];
  readonly cause: string;
  readonly raisedAt: string;
  readonly acknowledgeBy?: string;
  readonly lateMs: number;
  readonly handlerId?: string;
  readonly endedAt?: string;
  readonly endedBy?: string;
}

/** What escalation has said of a complaint. */
export interface WatchSection {
  readonly siteId: string;
  readonly openedAt?: string;
  readonly deadlines: { readonly [D in DeadlineKind]?: Deadline };
  /** Deadlines of earlier rounds, oldest first. */
  readonly past?: readonly (Deadline & { readonly deadline: DeadlineKind })[];
  /** The latest ones, oldest first. */
  readonly escalations: readonly Escalation[];
  readonly raised: number;
  readonly acknowledged: number;
  readonly closedAt?: string;
}

/** A last step repeats until somebody answers: a document keeps the latest ones, the timeline has them all. */
const keptEscalations = 50;

const change = (section: WatchSection, kind: DeadlineKind, by: (deadline: Deadline) => Deadline): WatchSection => {
  const deadline = section.deadlines[kind];
  return deadline ? { ...section, deadlines: { ...section.deadlines, [kind]: by(deadline) } } : section;
};

const end = (section: WatchSection, escalationId: string, ended: Partial<Escalation>): WatchSection => ({
  ...section,
  escalations: section.escalations.map((one) => (one.escalationId === escalationId ? { ...one, ...ended } : one)),
});

/** Most deadlines of earlier rounds kept: four stages, ten rounds. */
const keptPast = 40;

/** The deadlines that are over once this one starts: the same stage's of an earlier round. */
const pastAfter = ({ deadlines, past = [] }: WatchSection, deadline: DeadlineKind): Pick<WatchSection, 'past'> => {
  const before = deadlines[deadline];
  return before?.endedAt === undefined ? {} : { past: [...past, { ...before, deadline }].slice(-keptPast) };
};

const start = (section: WatchSection, data: DataOf<'DeadlineStarted'>): WatchSection => {
  const { deadline, revision, startedAt, dueAt, explanation } = data;
  const started: Deadline = { revision, state: 'running', startedAt, dueAt, explanation };
  return {
    ...section,
    ...pastAfter(section, deadline),
    deadlines: { ...section.deadlines, [deadline]: started },
  };
};

/** What was not answered in the round that is over is not waited for in the next. */
const reopen = ({ closedAt: _closed, ...section }: WatchSection, data: DataOf<'WatchReopened'>): WatchSection => {
  const again: readonly DeadlineKind[] = deadlineKinds.slice(deadlineKinds.indexOf(data.stage));
  return {
    ...section,
    escalations: section.escalations.map((one) =>
      one.state === 'open' && one.deadline && again.includes(one.deadline)
        ? { ...one, state: 'over', endedAt: data.reopenedAt }
        : one,
    ),
  };
};

const raise = (section: WatchSection, data: DataOf<'EscalationRaised'>): WatchSection => {
  const { complaintId: _id, dueAt: _due, ...escalation } = data;
  return {
    ...section,
    raised: section.raised + 1,
    escalations: [...section.escalations, { ...escalation, state: 'open' as const }].slice(-keptEscalations),
  };
};

const folds: Folds<WatchSection, Messages> = {
  WatchOpened: (section, { openedAt }) => ({ ...section, openedAt }),
  DeadlineStarted: start,
  DeadlineMet: (section, { deadline, metAt }) =>
    change(section, deadline, (one) => ({ ...one, state: 'met', endedAt: metAt })),
  DeadlineBreached: (section, { deadline, noticedAt }) =>
    change(section, deadline, (one) => ({ ...one, breachedAt: noticedAt })),
  DeadlineCancelled: (section, { deadline, cancelledAt }) =>
    change(section, deadline, (one) => ({ ...one, state: 'cancelled', endedAt: cancelledAt })),
  DeadlinePaused: (section, { deadline, reason, resumeAt }) =>
    change(section, deadline, (one) => ({
      ...one,
      state: 'paused',
      pauseReason: reason,
      ...(resumeAt !== undefined && { pausedUntil: resumeAt }),
    })),
  DeadlineResumed: (section, { deadline, revision, dueAt, explanation }) =>
    change(section, deadline, ({ pauseReason: _reason, pausedUntil: _until, ...one }) => ({
      ...one,
      state: 'running',
      revision,
      dueAt,
      explanation,
    })),
  EscalationRaised: raise,
  EscalationAcknowledged: (section, { escalationId, acknowledgedAt, acknowledgedBy }) =>
    end({ ...section, acknowledged: section.acknowledged + 1 }, escalationId, {
      state: 'acknowledged',
      endedAt: acknowledgedAt,
      endedBy: acknowledgedBy,
    }),
  EscalationHandedUp: (section, { escalationId, handedUpAt }) =>
    end(section, escalationId, { state: 'handedUp', endedAt: handedUpAt }),
  WatchClosed: (section, { closedAt }) => ({ ...section, closedAt }),
  WatchReopened: reopen,
  WatchResumed: ({ closedAt: _closed, ...section }) => section,
};

/** The section after a commit of escalation. */
export const foldWatch = (section: WatchSection | undefined, commit: PublishedCommit): WatchSection =>
  foldEvents(
    folds,
    section ?? { siteId: commit.envelope.siteId, deadlines: {}, escalations: [], raised: 0, acknowledged: 0 },
    commit,
  );
