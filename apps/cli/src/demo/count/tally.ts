import { contexts, type Context } from '@redress/kernel';
import type { Evidence, FoundCommit, FoundEvent } from './evidence';

/** Numbers that belong to the same thing, and must be equal. */
export interface Equation {
  readonly name: 'complaints' | 'watches' | 'mails' | `commits-${Context}`;
  readonly counts: Readonly<Record<string, number>>;
}

/** What a demo came to. */
export interface Tally {
  readonly equations: readonly Equation[];
  /** Equations that do not hold. */
  readonly broken: readonly Equation[];
  /** Escalations that reached nobody and nobody said so. */
  readonly untold: readonly string[];
  /** Other figures, for the summary. */
  readonly figures: Readonly<
    Record<
      | 'commits'
      | 'breaches'
      | 'escalations'
      | 'acknowledged'
      | 'handedUp'
      | 'deliveries'
      | 'closed'
      | 'reopened'
      | 'declined',
      number
    >
  >;
}

const eventsOf = (commits: readonly FoundCommit[], type: string): FoundEvent[] =>
  commits.flatMap(({ events }) => events.filter((event) => event.type === type));

const idsOf = (events: readonly FoundEvent[], field: string): Set<string> =>
  new Set(events.flatMap(({ data }) => (typeof data[field] === 'string' ? [data[field]] : [])));

/** Each message once: a commit may lie on its topic twice, and has an effect once. */
const deduped = (commits: readonly FoundCommit[]): FoundCommit[] => [
  ...new Map(commits.map((commit) => [commit.commitId, commit])).values(),
];

const complaints = ({ registered, contexts: { intake }, documents }: Evidence): Equation => ({
  name: 'complaints',
  counts: {
    answered: registered.size,
    stored: eventsOf(intake.stored, 'ComplaintRegistered').length,
    published: eventsOf(deduped(intake.published), 'ComplaintRegistered').length,
    readModel: documents,
  },
});

const watches = ({ registered, contexts: { escalation } }: Evidence): Equation => ({
  name: 'watches',
  counts: {
    answered: registered.size,
    opened: eventsOf(escalation.stored, 'WatchOpened').length,
    complaints: idsOf(eventsOf(escalation.stored, 'WatchOpened'), 'complaintId').size,
  },
});

const commitsOf = ({ contexts: found }: Evidence, context: Context): Equation => {
  const { stored, published } = found[context];
  return { name: `commits-${context}`, counts: { stored: stored.length, published: deduped(published).length } };
};

const mails = ({ contexts: { notification }, mails: received }: Evidence): Equation => {
  const byMail = idsOf(
    eventsOf(notification.stored, 'NotificationQueued').filter(({ data }) => data['channel'] === 'email'),
    'deliveryId',
  );
  const sent = idsOf(eventsOf(notification.stored, 'NotificationSent'), 'deliveryId');
  return { name: 'mails', counts: { sent: [...sent].filter((id) => byMail.has(id)).length, received } };
};

/** Every escalation is a message to somebody, or the finding that nobody is on duty. */
const untold = ({ contexts: { escalation, notification } }: Evidence): string[] => {
  const told = idsOf(
    [...eventsOf(notification.stored, 'NotificationQueued'), ...eventsOf(notification.stored, 'NobodyOnDuty')],
    'escalationId',
  );
  return [...idsOf(eventsOf(escalation.stored, 'EscalationRaised'), 'escalationId')].filter((id) => !told.has(id));
};

const isBroken = ({ counts }: Equation): boolean => new Set(Object.values(counts)).size > 1;

/** Counts what was found and compares what must agree. */
export const tallyOf = (evidence: Evidence): Tally => {
  const { escalation, notification, investigation, intake } = evidence.contexts;
  const perContext = contexts.map((context) => commitsOf(evidence, context));
  const equations = [complaints(evidence), watches(evidence), ...perContext, mails(evidence)];
  return {
    equations,
    broken: equations.filter(isBroken),
    untold: untold(evidence),
    figures: {
      commits: contexts.reduce((sum, context) => sum + evidence.contexts[context].stored.length, 0),
      breaches: eventsOf(escalation.stored, 'DeadlineBreached').length,
      escalations: eventsOf(escalation.stored, 'EscalationRaised').length,
      acknowledged: eventsOf(escalation.stored, 'EscalationAcknowledged').length,
      handedUp: eventsOf(escalation.stored, 'EscalationHandedUp').length,
      deliveries: eventsOf(notification.stored, 'NotificationSent').length,
      closed: eventsOf(investigation.stored, 'CaseClosed').length,
      reopened: eventsOf(investigation.stored, 'CaseReopened').length,
      declined:
        eventsOf(intake.stored, 'ComplaintDeclined').length + eventsOf(intake.stored, 'ComplaintTransferred').length,
    },
  };
};

/** Whether all numbers agree and every escalation was told. */
export const agrees = ({ broken, untold: missed }: Tally): boolean => broken.length === 0 && missed.length === 0;
