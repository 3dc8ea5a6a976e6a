import type { Context, PublishedCommit, VersionedEvent } from '@redress/kernel';
import { commandsFor } from './reactions';
import { reactionMeta } from './reaction';

const complaintId = '0198c0de-0000-7000-8000-000000000001';
const now = '2026-03-02T02:00:00.000Z';
const at = '2026-03-02T01:00:00.000Z';

const commit = (context: Context, ...events: Omit<VersionedEvent, 'schemaVersion'>[]): PublishedCommit => ({
  envelope: {
    commitId: '7c1b0b52-9e0a-5f0e-8d55-3a0c2f6b9e41',
    siteId: 'main',
    context,
    streamId: `x-${complaintId}`,
    version: 3,
    subject: complaintId,
    occurredAt: at,
    recordedAt: at,
    storeEpoch: 1,
    actor: 'visitor',
    correlationId: 'c-1',
    causationId: 'k-1',
    drillId: 'd-1',
  },
  events: events.map((event) => ({ schemaVersion: 1, ...event })),
});
const commands = (published: PublishedCommit) =>
  commandsFor(published, (index) => reactionMeta(published.envelope, index, { now: () => now }));

const registered = {
  type: 'ComplaintRegistered',
  data: { complaintId, planRef: 'p@2', calendarRef: 'china-2026.1', receivedAt: at, acceptBy: now },
};
const classified = {
  type: 'ComplaintClassified',
  data: { complaintId, classifiedAt: at, level: 'severe', priority: 'P1', category: 'food', severity: 4 },
};

describe('what follows from a foreign commit', () => {
  it('is a watch for a registered complaint, with the classification its promise was given for', () => {
    const known = { classifiedAt: at, level: 'severe', priority: 'P1', category: 'food' };
    expect(commands(commit('intake', registered, classified))).toMatchObject([
      { registered: { ...registered.data, classified: known } },
    ]);
    expect(commands(commit('intake', classified))).toMatchObject([{ complaintId, classified: known }]);
  });
  it('has its own origin for every event, the same each time', () => {
    const suspected = { type: 'SevereSuspected', data: { complaintId, suspectedAt: at } };
    const both = () =>
      commands(commit('intake', registered, suspected)) as object[] as { meta: { commandId: string } }[];
    const ids = both().map(({ meta }) => meta.commandId);
    expect(new Set(ids).size).toBe(2);
    expect(both()[1]).toMatchObject({
      meta: {
        commandId: ids[1],
        siteId: 'main',
        actor: 'system:escalation',
        correlationId: 'c-1',
        causationId: '7c1b0b52-9e0a-5f0e-8d55-3a0c2f6b9e41',
        occurredAt: now,
        drillId: 'd-1',
      },
    });
  });
  it.each([
    ['intake', 'ComplaintAccepted', 'acceptedAt', 'accepted'],
    ['intake', 'ComplaintDeclined', 'declinedAt', 'declined'],
    ['intake', 'ComplaintTransferred', 'transferredAt', 'transferred'],
    ['intake', 'ComplaintMerged', 'mergedAt', 'merged'],
    ['investigation', 'InvestigationCompleted', 'completedAt', 'investigationCompleted'],
    ['investigation', 'ResolutionPlanAdopted', 'adoptedAt', 'resolutionPlanAdopted'],
    ['investigation', 'FeedbackGiven', 'givenAt', 'feedbackGiven'],
    ['investigation', 'OutcomeEvaluated', 'evaluatedAt', 'outcomeEvaluated'],
    ['investigation', 'CaseClosed', 'closedAt', 'closed'],
  ] as const)('of %s: %s is a milestone', (context, type, field, milestone) =>
    expect(commands(commit(context, { type, data: { complaintId, [field]: at } }))).toMatchObject([
      { complaintId, milestone, reachedAt: at },
    ]),
  );
  it('is a pause for a question that the plan lets pause, and its end with the answer (R-014)', () => {
    const asked = { complaintId, questionNo: 1, askedAt: at, askedBy: 'staff:c1', answerBy: now };
    const ask = (pausing: boolean) =>
      commands(commit('intake', { type: 'ComplainantAsked', data: { ...asked, pausing } }));
    expect(ask(true)).toMatchObject([{ asked }]);
    expect(ask(false)).toEqual([]);
    const answered = { complaintId, questionNo: 1, answeredAt: now, answeredBy: 'visitor' };
    expect(commands(commit('intake', { type: 'QuestionAnswered', data: { ...answered, late: false } }))).toMatchObject([
      { answered },
    ]);
  });
  it('is another round for a case that is taken up again (R-069)', () => {
    const data = { complaintId, round: 2, cause: 'notSatisfied', stage: 'resolutionPlan', reopenedAt: at };
    expect(commands(commit('investigation', { type: 'CaseReopened', data }))).toMatchObject([
      { said: { complaintId, round: 2, stage: 'resolutionPlan', reopenedAt: at } },
    ]);
  });
  it('is a watch that goes on for a complaint that is merged no longer (R-020)', () =>
    expect(
      commands(commit('intake', { type: 'ComplaintUnmerged', data: { complaintId, unmergedAt: at } })),
    ).toMatchObject([{ complaintId, resumedAt: at }]));
  it('is a call for a person, a handler to tell, a climb', () => {
    const escalationId = `${complaintId}-default.acceptance.2.3`;
    expect(
      commands(commit('intake', { type: 'SevereSuspected', data: { complaintId, suspectedAt: at } })),
    ).toMatchObject([{ complaintId, suspectedAt: at }]);
    expect(
      commands(
        commit('investigation', { type: 'CaseAssigned', data: { complaintId, handlerId: 'li', assignedAt: at } }),
      ),
    ).toMatchObject([{ handlerId: 'li', assignedAt: at }]);
    expect(
      commands(commit('notification', { type: 'NobodyOnDuty', data: { complaintId, escalationId } })),
    ).toMatchObject([{ escalationId, cause: 'nobodyOnDuty' }]);
    expect(
      commands(commit('notification', { type: 'DeliveryGivenUp', data: { complaintId, escalationId } })),
    ).toMatchObject([{ escalationId, cause: 'deliveryGivenUp' }]);
  });
  it('is nothing for a message about something else, of another context, or unknown', () => {
    expect(commands(commit('notification', { type: 'DeliveryGivenUp', data: { deliveryId: 'd' } }))).toEqual([]);
    expect(commands(commit('investigation', classified, { type: 'CaseOpened', data: {} }))).toEqual([]);
    expect(commands(commit('intake', { type: 'SomethingNew', data: {} }))).toEqual([]);
  });
});
