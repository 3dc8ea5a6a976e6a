import type { PublishedCommit } from '@redress/kernel';
import fc from 'fast-check';
import { at, SampleComplaint } from '../spec-kit/sample-commits';
import { sectionsAfter, summaryAfter as after } from '../spec-kit/sample-document';
import { foldCase } from './case-section';
import { countComplaint } from './complaint-counters';
import { foldComplaint } from './complaint-section';
import { summariseComplaint, type ComplaintSummary } from './complaint-summary';
import type { EvidenceSection } from './evidence-section';
import { notifications } from './notifications.projection';
import { readModels } from './read-models';
import { timeline, type TimelineEntry } from './timeline.projection';
import { foldWatch } from './watch-section';

const sample = (siteId?: string) => new SampleComplaint('MAIN-2026-000001-7', siteId);

const tasksOf = ({ todo }: ComplaintSummary) => todo.map(({ task, for: whom }) => `${task}: ${whom.join(', ')}`);

describe('the document of a complaint', () => {
  it('begins with the registration and its promise', () => {
    expect(after(sample().registered(0))).toMatchObject({
      siteId: 'main',
      complaintNo: 'MAIN-2026-000001-7',
      status: 'registered',
      stage: 'acceptance',
      open: true,
      nextDeadline: 'acceptance',
      nextDueAt: at(1440),
      priorityRank: 5,
      overdue: [],
    });
  });

  it('takes the deadline of escalation for the promise as soon as it is there', () => {
    expect(after(sample().registered(0).watched(0, 60))).toMatchObject({ nextDueAt: at(60), dueRank: at(60) });
    expect(after(sample().registered(0).watched(0, 60).met(30)).nextDueAt).toBeUndefined();
  });

  it.each([
    ['registered', 'acceptance', (one: SampleComplaint) => one],
    ['verified', 'acceptance', (one: SampleComplaint) => one.verified(1)],
    ['accepted', 'investigation', (one: SampleComplaint) => one.verified(1).accepted(2)],
    ['accepted', 'investigation', (one: SampleComplaint) => one.verified(1).accepted(2).assigned(3)],
    ['accepted', 'resolutionPlan', (one: SampleComplaint) => one.verified(1).accepted(2).assigned(3).investigated(4)],
    ['declined', 'ended', (one: SampleComplaint) => one.verified(1, false).declined(2)],
    [
      'closed',
      'ended',
      (one: SampleComplaint) => one.verified(1).accepted(2).assigned(3).investigated(4).proposed(5).concluded(6),
    ],
  ] as const)('is %s in the stage %s', (status, stage, course) => {
    expect(after(course(sample().registered(0)))).toMatchObject({ status, stage });
  });

  it('carries the latest classification', () => {
    const summary = after(sample().registered(0).classified(0, 'P3').classified(5, 'P1', 'severe'));
    expect(summary).toMatchObject({ priority: 'P1', priorityRank: 1, level: 'severe', category: 'food' });
  });

  it('is overdue from the breach until the deadline is met', () => {
    expect(after(sample().registered(0).watched(0, 60).breached(60)).overdue).toEqual(['acceptance']);
    expect(after(sample().registered(0).watched(0, 60).breached(60).met(70)).overdue).toEqual([]);
  });

  it('shows an escalation until somebody takes it, or its deadline is met', () => {
    const escalated = () => sample().registered(0).watched(0, 60).escalated(60);
    expect(after(escalated()).openEscalations).toMatchObject([{ tell: ['dutyManager'], acknowledgeBy: at(90) }]);
    expect(after(escalated().acknowledged(65))).toMatchObject({
      openEscalations: [],
      escalationsRaised: 1,
      escalationsAcknowledged: 1,
    });
    expect(after(escalated().met(65)).openEscalations).toEqual([]);
  });

  it('is the same in whatever order the streams come', () => {
    const one = sample().registered(0).classified(0).verified(1).accepted(2);
    one.watched(0, 60).escalated(60).assigned(3).acknowledged(61).investigated(70).proposed(80);
    const whole = after(one);
    const streams = [...new Set(one.commits.map(({ envelope }) => envelope.streamId))];
    fc.assert(
      fc.property(
        fc.shuffledSubarray(
          one.commits.map((_, n) => n),
          { minLength: one.commits.length },
        ),
        (order) => {
          const mixed = order.map((n) => one.commits[n]?.envelope.streamId ?? '');
          const next = new Map(
            streams.map((streamId) => [
              streamId,
              one.commits.filter(({ envelope }) => envelope.streamId === streamId).values(),
            ]),
          );
          const commits = mixed.flatMap((streamId) => next.get(streamId)?.next().value ?? []);
          expect(after(one, commits)).toEqual(whole);
        },
      ),
    );
  });

  it('ignores a message it does not know yet', () => {
    const one = sample().registered(0);
    const [first] = one.commits;
    const unknown = { ...first, events: [{ type: 'ComplaintPraised', schemaVersion: 1, data: {} }] } as PublishedCommit;
    expect(after(one, [...one.commits, unknown])).toEqual(after(one));
    expect(foldCase(undefined, unknown)).toEqual({ siteId: 'main' });
    expect(foldWatch(undefined, unknown)).toMatchObject({ escalations: [] });
    expect(foldComplaint(undefined, unknown)).toEqual({ siteId: 'main' });
  });

  it('keeps the latest escalations only, and the number of all', () => {
    const one = sample().registered(0).watched(0, 60);
    for (let n = 0; n < 70; n++) one.escalated(60 + n);
    expect(after(one)).toMatchObject({ escalationsRaised: 70 });
    expect(after(one).openEscalations).toHaveLength(50);
  });
});

describe('a case that is taken up again (R-069)', () => {
  const reopened = () =>
    sample()
      .registered(0)
      .verified(1)
      .accepted(2)
      .assigned(3)
      .investigated(4)
      .proposed(5)
      .adopted(6)
      .carriedOut(7)
      .informed(8)
      .answered(9, false);

  it('is open in another round, at the stage at which it goes on', () =>
    expect(after(reopened())).toMatchObject({
      status: 'accepted',
      open: true,
      stage: 'resolutionPlan',
      round: 2,
      satisfied: false,
      handlerId: 'h1',
    }));

  it('is worked on anew', () => expect(tasksOf(after(reopened()))).toEqual(['proposeResolutionPlan: staff:h1']));

  it('keeps what the round that is over came to', () => {
    const one = reopened();
    const section = one.commits
      .filter(({ envelope }) => envelope.streamId.startsWith('case-'))
      .reduce<ReturnType<typeof foldCase> | undefined>(foldCase, undefined);
    expect(section?.earlier).toMatchObject([
      {
        plan: { proposalNo: 1 },
        doneMeasures: [{ measureNo: 1 }],
        feedback: { givenBy: 'staff:h1' },
        satisfaction: { satisfied: false },
        reopened: { round: 2, cause: 'notSatisfied' },
      },
    ]);
    expect(section).not.toHaveProperty('feedback');
    expect(section).toHaveProperty('completed');
  });

  it('waits for nobody who was told in the old round', () => {
    const one = sample().registered(0).verified(1).accepted(2).watched(2, 60).escalated(60);
    const restart = one.watchedAgain(61);
    // The acceptance is not gone through again, so who is asked for it still is.
    expect(after(restart).openEscalations).toHaveLength(1);
    const section = restart.commits
      .filter(({ envelope }) => envelope.streamId.startsWith('watch-'))
      .reduce<ReturnType<typeof foldWatch> | undefined>(foldWatch, undefined);
    const asked = { ...section, escalations: section?.escalations.map((each) => ({ ...each, deadline: 'feedback' })) };
    const last = restart.commits.at(-1) as PublishedCommit;
    expect(foldWatch(asked as typeof section, last).escalations).toMatchObject([{ state: 'over', endedAt: at(61) }]);
  });
});

describe('what is to be done', () => {
  it.each([
    ['verify: role:clerk', (one: SampleComplaint) => one],
    ['accept: role:clerk, role:dutyManager', (one: SampleComplaint) => one.verified(1)],
    ['decline: role:clerk, role:dutyManager', (one: SampleComplaint) => one.verified(1, false)],
    ['assign: role:teamLead, role:dutyManager', (one: SampleComplaint) => one.verified(1).accepted(2)],
    ['startInvestigation: staff:h1', (one: SampleComplaint) => one.verified(1).accepted(2).assigned(3)],
    ['hearComplainant: staff:h1', (one: SampleComplaint) => one.verified(1).accepted(2).assigned(3).begun(4)],
    [
      'hearRespondent: staff:h1',
      (one: SampleComplaint) => one.verified(1).accepted(2).assigned(3).begun(4).heard(5, 'complainant'),
    ],
    [
      'completeInvestigation: staff:h1',
      (one: SampleComplaint) =>
        one.verified(1).accepted(2).assigned(3).begun(4).heard(5, 'complainant').heard(6, 'respondent'),
    ],
    [
      'proposeResolutionPlan: staff:h1',
      (one: SampleComplaint) => one.verified(1).accepted(2).assigned(3).investigated(4),
    ],
    [
      'approveResolutionPlan: role:siteDirector',
      (one: SampleComplaint) => one.verified(1).accepted(2).assigned(3).investigated(4).proposed(5),
    ],
  ])('is %s', (task, course) => expect(tasksOf(after(course(sample().registered(0))))).toEqual([task]));

  it('is for the whole team while both sides are heard, and the finding for the handler (R-033, R-036)', () => {
    const one = sample().registered(0).verified(1).accepted(2).assigned(3).joinedBy(3, 'w9', 'z9').begun(4);
    expect(after(one)).toMatchObject({ teamIds: ['w9', 'z9'] });
    expect(tasksOf(after(one))).toEqual(['hearComplainant: staff:h1, staff:w9, staff:z9']);
    expect(tasksOf(after(one.heard(5, 'complainant').heard(6, 'respondent')))).toEqual([
      'completeInvestigation: staff:h1',
    ]);
  });

  it('is to solve what supervision found, also after the end (R-120, R-122)', () => {
    const one = sample().registered(0).verified(1).accepted(2).assigned(3).investigated(4).proposed(5).concluded(6);
    expect(after(one.supervised(7, 1).supervised(8, 2))).toMatchObject({ status: 'closed', openProblems: 2 });
    const solve = 'solveProblem: role:teamLead, role:siteDirector';
    expect(tasksOf(after(one))).toEqual([solve, solve]);
    expect(after(one.supervised(9, 1, true)).todo).toMatchObject([{ task: 'solveProblem', problemNo: 2 }]);
  });

  it('has nothing of evidence, which is counted while it is not withdrawn, with who saw it last (R-039)', () => {
    const one = sample().registered(0).evidence(1, 1).evidence(2, 2).evidence(3, 2, { seenBy: 'staff:a1' });
    expect(after(one)).toMatchObject({ evidenceCount: 2, todo: after(sample().registered(0)).todo });
    expect(after(one.evidence(4, 1, { withdrawn: true }))).toMatchObject({ evidenceCount: 1, siteId: 'main' });
    expect((sectionsAfter(one)['evidence'] as EvidenceSection).pieces).toMatchObject([
      { evidenceNo: 1, views: 0, withdrawnAt: expect.any(String) as string },
      { evidenceNo: 2, views: 1, lastViewed: { viewedBy: 'staff:a1', purpose: 'handling' } },
    ]);
  });

  it('is every measure of the adopted plan, and the case is closed only after the last', () => {
    const one = sample().registered(0).verified(1).accepted(2).assigned(3).investigated(4).proposed(5).adopted(6);
    const measure = 'completeMeasure: staff:h1';
    expect(tasksOf(after(one))).toEqual(['giveFeedback: staff:h1', measure]);
    one.informed(7);
    expect(tasksOf(after(one))).toEqual(['evaluateOutcome: staff:h1, role:teamLead', measure]);
    one.evaluated(8);
    expect(tasksOf(after(one))).toEqual([measure]);
    expect(tasksOf(after(one.carriedOut(9)))).toEqual(['close: staff:h1, role:teamLead']);
  });

  it('is a measure for whoever is responsible for it, by when the plan says (R-051, R-057)', () => {
    const one = sample().registered(0).verified(1).accepted(2).assigned(3).investigated(4);
    one.proposed(5, 'siteDirector', [{ kind: 'correctiveMeasure', responsible: 'w9', dueAt: at(90) }]).adopted(6);
    expect(after(one).todo[1]).toEqual({ task: 'completeMeasure', for: ['staff:w9'], measureNo: 1, by: at(90) });
  });

  it('is to call back whom the plan wants called, until somebody is reached or has answered (R-070)', () => {
    const told = () =>
      sample()
        .registered(0)
        .verified(1)
        .accepted(2)
        .assigned(3)
        .investigated(4)
        .proposed(5)
        .adopted(6)
        .carriedOut(7)
        .informedUntil(8, 100);
    const evaluate = 'evaluateOutcome: staff:h1, role:teamLead';
    const call = 'callBack: staff:h1, role:clerk';
    expect(tasksOf(after(told()))).toEqual([evaluate, call]);
    expect(after(told()).todo[1]).toMatchObject({ by: at(99) });
    expect(tasksOf(after(told().calledBack(9, false)))).toEqual([evaluate, call]);
    expect(tasksOf(after(told().calledBack(9, true)))).toEqual([evaluate]);
    expect(tasksOf(after(told().calledBack(9, false).calledBack(10, false).calledBack(11, false)))).toEqual([evaluate]);
  });

  it('is the evaluation that is still missing once a satisfied complainant has closed the case (R-061, R-069)', () => {
    const told = () =>
      sample().registered(0).verified(1).accepted(2).assigned(3).investigated(4).adopted(6).informed(7);
    const closed = after(told().answered(8, true));
    expect(closed).toMatchObject({ status: 'closed', open: false, satisfied: true, round: 1 });
    expect(tasksOf(closed)).toEqual(['evaluateOutcome: staff:h1, role:teamLead']);
    expect(after(told().answered(8, true).evaluated(9)).todo).toEqual([]);
  });

  it('is evaluated again while the problem is not solved (R-060)', () =>
    expect(
      tasksOf(
        after(
          sample()
            .registered(0)
            .verified(1)
            .accepted(2)
            .assigned(3)
            .investigated(4)
            .adopted(6)
            .informed(7)
            .evaluated(8, false),
        ),
      ),
    ).toEqual(['evaluateOutcome: staff:h1, role:teamLead']));

  it('wakes the duty manager for a text that looks grave, until a person has classified it', () => {
    const suspected = () => sample().registered(0).classified(0).suspected(0);
    expect(tasksOf(after(suspected()))).toContain('confirmLevel: role:dutyManager');
    expect(tasksOf(after(suspected().classified(5, 'P3', 'general', { decidedBy: 'person' })))).toEqual([
      'verify: role:clerk',
    ]);
  });

  it('is to acknowledge what a ladder says, by name where it names the handler', () => {
    const escalated = sample().registered(0).watched(0, 60).escalated(60, ['dutyManager', 'teamLead']);
    expect(tasksOf(after(escalated))).toContain('acknowledge: role:dutyManager, role:teamLead');
    expect(tasksOf(after(escalated.acknowledged(61)))).toEqual(['verify: role:clerk']);
  });

  it('is nothing after the end, and nothing before the registration is here', () => {
    expect(after(sample().registered(0).verified(1, false).declined(2)).todo).toEqual([]);
    expect(
      summariseComplaint({ watch: foldWatch(undefined, sample().watched(0, 60).commits[0] as PublishedCommit) }).todo,
    ).toEqual([]);
  });
});

describe('what a complaint is counted under', () => {
  it('is its status, and while it is open stage, level, priority and category', () => {
    expect(countComplaint(after(sample().registered(0).classified(0)))).toEqual({
      scope: 'main',
      counters: {
        total: 1,
        open: 1,
        withoutContact: 1,
        'byStatus.registered': 1,
        'byChannel.web': 1,
        'openByStage.acceptance': 1,
        'openByLevel.general': 1,
        'openByPriority.P3': 1,
        'openByCategory.food': 1,
        'escalations.open': 0,
        'escalations.raised': 0,
        'escalations.acknowledged': 0,
      },
    });
  });

  it('is overdue per deadline and once per complaint', () => {
    const counted = countComplaint(after(sample('north').registered(0).watched(0, 60).breached(60)));
    expect(counted).toMatchObject({
      scope: 'north',
      counters: { 'overdue.complaints': 1, 'overdue.byDeadline.acceptance': 1 },
    });
  });

  it('is nothing before the registration is here', () => {
    expect(countComplaint(after(sample().watched(0, 60)))).toBeUndefined();
  });
});

describe('the other models', () => {
  it('keep what somebody was told', () => {
    const [commit] = sample().notified(5).commits;
    if (!commit) throw new Error('no commit');
    const section = notifications.fold(undefined, commit);
    expect(notifications.summarise(commit.envelope.streamId, { delivery: section as never })).toMatchObject({
      state: 'sent',
      recipient: 'staff:m1',
      roles: ['dutyManager'],
      attempts: 1,
    });
  });

  it('show a history without anything sealed and without what opens the tracking', () => {
    const one = sample().registered(0).declined(2);
    const rows = one.commits.map((commit) => timeline.row(commit) as TimelineEntry);
    expect(rows.map(({ events }) => events[0]?.type)).toEqual(['ComplaintRegistered', 'ComplaintDeclined']);
    expect(JSON.stringify(rows)).not.toMatch(/sealed|trackingTokenHash|textSignature/);
    expect(rows[1]).toMatchObject({
      complaintId: one.id,
      actor: 'staff:c1',
      events: [{ data: { reason: 'outOfScope' } }],
    });
  });

  it('have no history of plans, rosters and persons, but know how far those were read', () => {
    const erased = sample().erased(5);
    expect(timeline.row(erased)).toBeUndefined();
    const placed = readModels.models.find((model) => model.place(erased.envelope.streamId));
    expect(placed?.name).toBe('streams');
  });
});
