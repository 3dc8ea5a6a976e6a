import { chinaCalendar } from '@redress/calendar';
import { evolve } from '../evolve';
import { watchDecider } from '../watch';
import { noWatch, type Watch } from '../watch-state';
import type { Classified, WatchCommand, WatchRules } from '../watch-commands';
import type { Milestone, WatchEvent } from '../watch-events';
import { samplePlan } from './sample-plan';

export const complaintId = '0198c0de-0000-7000-8000-000000000001';
export const rules: WatchRules = { plan: samplePlan, calendar: chinaCalendar };
export const planRef = 'sample@1';

/** Monday 2026-03-02 09:00 in China. */
export const received = '2026-03-02T01:00:00.000Z';
/** 24 hours later. */
export const acceptBy = '2026-03-03T01:00:00.000Z';

/** Minutes after the receipt, as an instant. */
export const minute = (minutes: number): string => new Date(Date.parse(received) + minutes * 60_000).toISOString();
/** Hours after the receipt, as an instant. */
export const hour = (hours: number): string => minute(hours * 60);

export const openWatch = (classified?: Classified, at = received): WatchCommand => ({
  type: 'OpenWatch',
  data: { complaintId, at, planRef, rules, receivedAt: received, acceptBy, ...(classified && { classified }) },
});
export const reach = (milestone: Milestone, occurredAt: string, at = occurredAt): WatchCommand => ({
  type: 'RecordMilestone',
  data: { complaintId, milestone, occurredAt, at, rules },
});
export const classified = (level: Classified['level'], priority: Classified['priority'], at: string): WatchCommand => ({
  type: 'SetClassification',
  data: { complaintId, classified: { classifiedAt: at, level, priority, category: 'service' }, at, rules },
});
export const suspected = (suspectedAt: string, at = suspectedAt): WatchCommand => ({
  type: 'OpenSevereLadder',
  data: { complaintId, suspectedAt, at, rules },
});
export const handled = (handlerId: string, at: string): WatchCommand => ({
  type: 'RecordHandler',
  data: { complaintId, handlerId, assignedAt: at, at },
});
export const fire = (kind: string, at: string, revision = 1): WatchCommand => ({
  type: 'FireTimer',
  data: { complaintId, kind, revision, at, rules },
});
export const acknowledge = (escalation: string, at: string): WatchCommand => ({
  type: 'AcknowledgeEscalation',
  data: { complaintId, escalationId: `${complaintId}-${escalation}`, acknowledgedBy: 'staff:s-1', at },
});
export const climb = (escalation: string, at: string): WatchCommand => ({
  type: 'ClimbEscalation',
  data: { complaintId, escalationId: `${complaintId}-${escalation}`, cause: 'nobodyOnDuty', at },
});
export const pause = (at: string, reason = 'awaitingComplainant'): WatchCommand => ({
  type: 'PauseDeadline',
  data: { complaintId, deadline: 'acceptance', reason, pausedBy: 'staff:s-1', at, rules },
});
export const resume = (at: string): WatchCommand => ({
  type: 'ResumeDeadline',
  data: { complaintId, deadline: 'acceptance', resumedBy: 'staff:s-1', at, rules },
});

/** Question 1, waited for until an instant. */
export const ask = (askedAt: string, answerBy: string, at = askedAt): WatchCommand => ({
  type: 'AwaitComplainant',
  data: { complaintId, questionNo: 1, askedAt, askedBy: 'staff:s-1', answerBy, at },
});
/** The answer to question 1. */
export const answer = (answeredAt: string, at = answeredAt): WatchCommand => ({
  type: 'HearComplainant',
  data: { complaintId, questionNo: 1, answeredAt, answeredBy: 'visitor', at, rules },
});

/** The watch after these commands. @throws when one of them is refused. */
export const watchAfter = (...commands: readonly WatchCommand[]): Watch => after(...commands).reduce(evolve, noWatch);

/** All that happened after these commands. @throws when one of them is refused. */
export const after = (...commands: readonly WatchCommand[]): WatchEvent[] =>
  commands.reduce<WatchEvent[]>((past, command) => {
    const decision = watchDecider.decide(command, past.reduce(evolve, noWatch));
    if (!decision.ok) throw new Error(`${command.type} was refused: ${decision.refusal}`);
    return [...past, ...decision.events];
  }, []);

/** The public name of an event with what tells it apart, for short expectations. */
export const brief = (events: readonly WatchEvent[]): string[] =>
  events.flatMap(({ type, data }) => {
    if (type === 'EscalationRaised') return [`${data.escalationId.slice(37)} ${data.cause} ${data.tell.join('+')}`];
    if (type === 'LadderScheduled' || !/^(Deadline|Escalation|Watch(Opened|Closed|Reopened|Resumed))/.test(type))
      return [];
    return 'deadline' in data ? [`${data.deadline} ${type.slice('Deadline'.length)}`] : [type];
  });

/** What happens next, in short. @throws when it is refused. */
export const next = (past: readonly WatchEvent[], command: WatchCommand): string[] => {
  const decision = watchDecider.decide(command, past.reduce(evolve, noWatch));
  if (!decision.ok) throw new Error(`${command.type} was refused: ${decision.refusal}`);
  return brief(decision.events);
};
