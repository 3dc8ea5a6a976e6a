import { chinaCalendar } from '@redress/calendar';
import { assertPublishable } from '@redress/contracts';
import type { PlanDocument } from '@redress/plan-rules';
import { samplePlan } from '@redress/testing';
import { watchDecider, type WatchCommand, type WatchEvent } from '@redress/watch';
import { toMessage } from './to-message';

const complaintId = '0198c0de-0000-7000-8000-000000000001';
const plan: PlanDocument = samplePlan;
const rules = { plan, calendar: chinaCalendar };
const hour = (hours: number): string =>
  new Date(Date.parse('2026-03-02T01:00:00.000Z') + hours * 3_600_000).toISOString();
const stage = { complaintId, deadline: 'acceptance' } as const;
const escalationId = (rest: string): string => `${complaintId}-${rest}`;

/** Leads to every event there is. */
const story: WatchCommand[] = [
  { type: 'RecordHandler', data: { complaintId, handlerId: 'li.wei', assignedAt: hour(0), at: hour(0) } },
  {
    type: 'OpenWatch',
    data: { complaintId, planRef: 'sample@1', rules, receivedAt: hour(0), acceptBy: hour(24), at: hour(0) },
  },
  {
    type: 'SetClassification',
    data: { complaintId, classified: { classifiedAt: hour(0), level: 'severe', priority: 'P2' }, rules, at: hour(0) },
  },
  { type: 'FireTimer', data: { complaintId, kind: 'severe-ack1', revision: 1, at: hour(1) } },
  {
    type: 'AcknowledgeEscalation',
    data: { complaintId, escalationId: escalationId('severe.severe.0.1'), acknowledgedBy: 'staff:li.wei', at: hour(1) },
  },
  {
    type: 'PauseDeadline',
    data: { ...stage, reason: 'awaitingComplainant', pausedBy: 'staff:li.wei', rules, at: hour(2) },
  },
  { type: 'ResumeDeadline', data: { ...stage, resumedBy: 'staff:li.wei', rules, at: hour(3) } },
  { type: 'FireTimer', data: { complaintId, kind: 'acceptance-step0', revision: 2, at: hour(14) } },
  {
    type: 'ClimbEscalation',
    data: { complaintId, escalationId: escalationId('default.acceptance.0.1'), cause: 'nobodyOnDuty', at: hour(14) },
  },
  { type: 'FireTimer', data: { complaintId, kind: 'acceptance-due', revision: 2, at: hour(60) } },
  { type: 'RecordMilestone', data: { complaintId, milestone: 'accepted', occurredAt: hour(61), rules, at: hour(61) } },
  {
    type: 'RecordMilestone',
    data: { complaintId, milestone: 'transferred', occurredAt: hour(62), rules, at: hour(62) },
  },
  {
    type: 'RecordReopening',
    data: { complaintId, round: 2, stage: 'investigation', reopenedAt: hour(63), rules, at: hour(63) },
  },
];

const events = story.reduce<WatchEvent[]>((past, command) => {
  const state = past.reduce((watch, event) => watchDecider.evolve(watch, event), watchDecider.initial);
  const decision = watchDecider.decide(command, state);
  if (!decision.ok) throw new Error(`${command.type}: ${decision.refusal}`);
  return [...past, ...decision.events];
}, []);

const privately = ['HandlerRecorded', 'LadderScheduled', 'MilestoneRecorded', 'SevereSignalled', 'WatchClassified'];

describe('what escalation publishes', () => {
  it('keeps its contracts to the letter', () => {
    for (const event of events) {
      const message = toMessage(event);
      if (message) expect(() => assertPublishable('escalation', message)).not.toThrow();
    }
  });
  it('leaves nothing public out and lets nothing private through', () => {
    const types = (messages: readonly { readonly type: string }[]): string[] =>
      [...new Set(messages.map(({ type }) => type))].sort();
    expect(types(events.filter((event) => toMessage(event) === null))).toEqual(privately);
    expect(types(events.flatMap((event) => toMessage(event) ?? []))).toEqual([
      'DeadlineBreached',
      'DeadlineCancelled',
      'DeadlineMet',
      'DeadlinePaused',
      'DeadlineResumed',
      'DeadlineStarted',
      'EscalationAcknowledged',
      'EscalationHandedUp',
      'EscalationRaised',
      'WatchClosed',
      'WatchOpened',
      'WatchReopened',
    ]);
  });
});
