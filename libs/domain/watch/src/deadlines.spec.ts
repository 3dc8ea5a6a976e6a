import { spec } from '@redress/testing';
import { watchDecider } from './watch';
import {
  acceptBy,
  after,
  brief,
  classified,
  complaintId,
  fire,
  hour,
  minute,
  next,
  openWatch,
  planRef,
  reach,
  received,
  watchAfter,
} from './spec-kit/story';

const given = spec(watchDecider);
const deadlineOf = (watch: ReturnType<typeof watchAfter>, kind: 'acceptance' | 'investigation') =>
  watch.status === 'unopened' ? undefined : watch.deadlines[kind];

describe('opening a watch', () => {
  it('starts the acceptance clock with the promise that intake gave, and explains it', () => {
    const [opened, started] = after(openWatch());
    expect(opened).toEqual({ type: 'WatchOpened', data: { complaintId, openedAt: received, planRef } });
    expect(started).toEqual({
      type: 'DeadlineStarted',
      data: {
        complaintId,
        deadline: 'acceptance',
        revision: 1,
        startedAt: received,
        dueAt: acceptBy,
        explanation: {
          rule: 'deadlines.acceptance',
          within: 'PT24H',
          from: received,
          calendarRef: 'china-2026.1',
          skippedDays: [],
          provisional: false,
          pausedMs: 0,
        },
      },
    });
  });
  it('happens once, however often it is asked for', () =>
    given(...after(openWatch()))
      .when(openWatch())
      .thenNothing());
  it('explains the promise by the override, where the classification it was given for led to it', () => {
    const past = after({
      type: 'OpenWatch',
      data: {
        ...(
          openWatch({ classifiedAt: received, priority: 'P1' }) as Extract<
            ReturnType<typeof openWatch>,
            { type: 'OpenWatch' }
          >
        )['data'],
        acceptBy: minute(30),
      },
    });
    const started = past.find(({ type }) => type === 'DeadlineStarted');
    expect(started?.data).toMatchObject({
      dueAt: minute(30),
      revision: 1,
      explanation: { rule: 'deadlines.overrides[0].acceptance', within: 'PT30M' },
    });
    expect(brief(past)).toEqual(['WatchOpened', 'acceptance Started']);
  });
});

describe('a milestone', () => {
  it('meets its deadline and starts the next', () =>
    expect(next(after(openWatch()), reach('accepted', hour(1)))).toEqual(['acceptance Met', 'investigation Started']));
  it('starts the next clock at the moment it happened, not when it was heard of', () => {
    const watch = watchAfter(openWatch(), reach('accepted', hour(1), hour(9)));
    expect(deadlineOf(watch, 'investigation')).toMatchObject({ startedAt: hour(1), dueAt: '2026-03-05T16:00:00.000Z' });
  });
  it('counts once', () =>
    given(...after(openWatch(), reach('accepted', hour(1))))
      .when(reach('accepted', hour(2)))
      .thenNothing());
  it('is on time at the due instant', () => {
    const met = after(openWatch(), reach('accepted', acceptBy)).find(({ type }) => type === 'DeadlineMet');
    expect(met?.data).toMatchObject({ metAt: acceptBy, late: false });
  });
  it('a millisecond later is late, and the breach that no clock had noticed is noticed now', () => {
    const late = new Date(Date.parse(acceptBy) + 1).toISOString();
    const past = after(openWatch(), reach('accepted', late, hour(25)));
    expect(brief(past)).toEqual([
      'WatchOpened',
      'acceptance Started',
      'acceptance Breached',
      'acceptance Met',
      'investigation Started',
    ]);
    expect(past.find(({ type }) => type === 'DeadlineBreached')?.data).toEqual({
      complaintId,
      deadline: 'acceptance',
      dueAt: acceptBy,
      noticedAt: hour(25),
      noticedLateMs: 3_600_000,
    });
    expect(past.find(({ type }) => type === 'DeadlineMet')?.data).toMatchObject({ late: true });
  });
  it('in time but heard of after the breach meets the deadline, and the breach stands', () => {
    const past = after(openWatch(), fire('acceptance-due', acceptBy));
    const decision = watchDecider.decide(
      reach('accepted', hour(23), hour(26)),
      watchAfter(openWatch(), fire('acceptance-due', acceptBy)),
    );
    expect(decision.ok && decision.events.find(({ type }) => type === 'DeadlineMet')?.data).toMatchObject({
      late: false,
    });
    expect(brief(past)).toContain('acceptance Breached');
  });
  it('before the watch is open is only remembered', () =>
    given()
      .when(reach('accepted', hour(1)))
      .then({ type: 'MilestoneRecorded', data: { complaintId, milestone: 'accepted', occurredAt: hour(1) } }));
  it('remembered, takes effect when the watch opens', () =>
    expect(next(after(reach('investigationCompleted', hour(5)), reach('accepted', hour(1))), openWatch())).toEqual([
      'WatchOpened',
      'acceptance Started',
      'acceptance Met',
      'investigation Started',
      'investigation Met',
      'resolutionPlan Started',
    ]));
  it('needs the plan once the watch is open', () => {
    const command = reach('accepted', hour(1));
    if (command.type !== 'RecordMilestone') throw new Error('not a milestone');
    const { rules: _rules, ...data } = command.data;
    given(...after(openWatch()))
      .when({ type: 'RecordMilestone', data })
      .thenRefused('rules-missing');
  });
});

describe('the end of a complaint', () => {
  it.each(['declined', 'transferred', 'settled', 'withdrawn'] as const)(
    '%s cancels what is open and closes the watch',
    (ending) =>
      expect(next(after(openWatch()), reach(ending, hour(2)))).toEqual(['acceptance Cancelled', 'WatchClosed']),
  );
  it('by withdrawing cancels what runs while the case is handled', () =>
    expect(next(after(openWatch(), reach('accepted', hour(1))), reach('withdrawn', hour(9)))).toEqual([
      'investigation Cancelled',
      'WatchClosed',
    ]));
  it('after the due time is still a breach, noticed or not', () =>
    expect(next(after(openWatch()), reach('declined', hour(25)))).toEqual([
      'acceptance Breached',
      'acceptance Cancelled',
      'WatchClosed',
    ]));
  it('at the due instant is none', () =>
    expect(next(after(openWatch()), reach('declined', acceptBy))).toEqual(['acceptance Cancelled', 'WatchClosed']));
  it('by closing the case leaves acceptance to intake, whose message is on its way', () => {
    const closed = after(openWatch(), reach('closed', hour(50)));
    expect(brief(closed)).toEqual(['WatchOpened', 'acceptance Started']);
    expect(next(closed, reach('accepted', hour(1)))).toEqual([
      'acceptance Met',
      'investigation Started',
      'investigation Cancelled',
      'WatchClosed',
    ]);
  });
  it('gives way to a milestone that arrives after it', () =>
    expect(
      next(
        after(openWatch(), reach('accepted', hour(1)), reach('closed', hour(9))),
        reach('investigationCompleted', hour(8)),
      ),
    ).toEqual(['investigation Met', 'resolutionPlan Started', 'resolutionPlan Cancelled']));
  it('leaves nothing to wait for', () =>
    given(...after(openWatch(), reach('declined', hour(2))))
      .when(fire('acceptance-due', hour(30)))
      .thenNothing());
});

describe('a new classification', () => {
  it('brings a deadline forward by the override, with a new revision and a new ladder', () => {
    const past = after(openWatch(), classified('general', 'P1', minute(5)));
    expect(brief(past)).toEqual(['WatchOpened', 'acceptance Started', 'acceptance Started']);
    const watch = watchAfter(openWatch(), classified('general', 'P1', minute(5)));
    expect(deadlineOf(watch, 'acceptance')).toMatchObject({ revision: 2, dueAt: minute(30) });
    expect(watch.status !== 'unopened' && watch.runs.acceptance?.steps.map(({ at }) => at)).toEqual([
      minute(15),
      minute(24),
      minute(30),
      minute(270),
      '2026-03-03T16:00:00.000Z',
    ]);
  });
  it('never moves back what was promised', () =>
    expect(
      next(after(openWatch(), classified('general', 'P1', minute(5))), classified('general', 'P3', minute(6))),
    ).toEqual([]));
  it('of the same priority changes no deadline', () =>
    expect(next(after(openWatch()), classified('general', 'P3', minute(5)))).toEqual([]));
  it('that is older than the one known counts for nothing', () =>
    given(...after(openWatch(), classified('general', 'P3', minute(9))))
      .when(classified('general', 'P1', minute(5)))
      .thenNothing());
  it('counts for the deadlines that start later', () => {
    const watch = watchAfter(openWatch(), classified('general', 'P1', minute(5)), reach('accepted', minute(20)));
    expect(deadlineOf(watch, 'investigation')).toMatchObject({
      dueAt: '2026-03-03T16:00:00.000Z',
      explanation: { rule: 'deadlines.overrides[0].investigation' },
    });
  });
  it('leaves a breached deadline as it is', () =>
    expect(next(after(openWatch(), fire('acceptance-due', hour(24))), classified('general', 'P1', hour(25)))).toEqual(
      [],
    ));
  it('that puts the due time into the past is overdue at once, and its steps are not late by that', () => {
    const past = after(openWatch(), classified('general', 'P1', hour(2)), fire('acceptance-due', hour(2), 2));
    const raised = past.flatMap((event) => (event.type === 'EscalationRaised' ? [event.data] : []));
    expect(raised.map(({ step, lateMs }) => [step, lateMs])).toEqual([
      [0, 0],
      [1, 0],
      [2, 0],
    ]);
  });
});
