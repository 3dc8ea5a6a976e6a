import { chinaCalendar } from '@redress/calendar';
import { spec } from '@redress/testing';
import { dueTimes } from './due-times';
import { watchDecider } from './watch';
import {
  acceptBy,
  acknowledge,
  after,
  climb,
  complaintId,
  fire,
  hour,
  minute,
  next,
  openWatch,
  pause,
  reach,
  resume,
  rules,
  watchAfter,
} from './spec-kit/story';
import type { WatchCommand } from './watch-commands';

const given = spec(watchDecider);
const at6 = [openWatch(), pause(hour(6))];
const resumed = [...at6, resume(hour(16))];
const acceptance = (watch: ReturnType<typeof watchAfter>) =>
  watch.status === 'unopened' ? undefined : watch.deadlines.acceptance;

describe('pausing a stage clock', () => {
  it('stops it, with reason and person', () =>
    given(...after(openWatch()))
      .when(pause(hour(6)))
      .then({
        type: 'DeadlinePaused',
        data: {
          complaintId,
          deadline: 'acceptance',
          pausedAt: hour(6),
          pausedBy: 'staff:s-1',
          reason: 'awaitingComplainant',
        },
      }));
  it('leaves nothing to wait for: no breach, no step', () => {
    expect(dueTimes(watchAfter(...at6))).toEqual([]);
    given(...after(...at6))
      .when(fire('acceptance-due', hour(30)))
      .thenNothing();
  });
  it('stops the climbing too', () => {
    const told = [openWatch(), fire('acceptance-step0', hour(12)), pause(hour(13))];
    given(...after(...told))
      .when(climb('default.acceptance.0.1', hour(14)))
      .thenNothing();
  });
  it('a second time adds nothing', () =>
    given(...after(...at6))
      .when(pause(hour(7)))
      .thenNothing());
  it('takes only reasons of the plan', () =>
    given(...after(openWatch()))
      .when(pause(hour(6), 'tooMuchWork'))
      .thenRefused('pause-reason-not-in-plan'));
  it('is possible at the due instant and refused a millisecond later', () => {
    expect(next(after(openWatch()), pause(acceptBy))).toEqual(['acceptance Paused']);
    given(...after(openWatch()))
      .when(pause(new Date(Date.parse(acceptBy) + 1).toISOString()))
      .thenRefused('deadline-passed');
  });
  it('is refused when it was breached, met or never started', () => {
    given(...after(openWatch(), fire('acceptance-due', hour(24))))
      .when(pause(hour(24)))
      .thenRefused('deadline-passed');
    given(...after(openWatch(), reach('accepted', hour(1))))
      .when(pause(hour(2)))
      .thenRefused('deadline-not-running');
    given()
      .when(pause(hour(2)))
      .thenRefused('watch-not-open');
  });
});

describe('resuming it', () => {
  it('makes it due later by the time it stood, and says by how much', () =>
    expect(acceptance(watchAfter(...resumed))).toMatchObject({
      status: 'running',
      revision: 2,
      dueAt: hour(34),
      explanation: { pausedMs: 10 * 3_600_000 },
    }));
  it('moves the steps before the due time by as much, and lets those after it follow the due time', () =>
    expect(dueTimes(watchAfter(...resumed))).toEqual([
      { kind: 'acceptance-step0', revision: 2, dueAt: hour(22) },
      { kind: 'acceptance-step1', revision: 2, dueAt: minute(29 * 60 + 12) },
      { kind: 'acceptance-due', revision: 2, dueAt: hour(34) },
      { kind: 'acceptance-step2', revision: 2, dueAt: hour(34) },
      { kind: 'acceptance-step3', revision: 2, dueAt: hour(38) },
      { kind: 'acceptance-step4', revision: 2, dueAt: '2026-03-04T16:00:00.000Z' },
    ]));
  it('adds up over several pauses', () =>
    expect(acceptance(watchAfter(...resumed, pause(hour(20)), resume(hour(21))))).toMatchObject({
      revision: 3,
      dueAt: hour(35),
      explanation: { pausedMs: 11 * 3_600_000 },
    }));
  it('does not fire again what had fired', () =>
    expect(
      dueTimes(watchAfter(openWatch(), fire('acceptance-step0', hour(12)), pause(hour(13)), resume(hour(14)))).at(0),
    ).toEqual({ kind: 'acceptance-step1', revision: 2, dueAt: minute(20 * 60 + 12) }));
  it('fires at once what was overdue when it was paused', () =>
    expect(next(after(openWatch(), pause(hour(13)), resume(hour(14))), fire('acceptance-step0', hour(14), 2))).toEqual([
      'default.acceptance.0.1 step handler',
    ]));
  it('keeps an acknowledgement', () =>
    expect(
      dueTimes(
        watchAfter(
          openWatch(),
          fire('acceptance-step0', hour(12)),
          pause(hour(13)),
          acknowledge('default.acceptance.0.1', hour(13)),
          resume(hour(14)),
        ),
      ).at(0),
    ).toEqual({ kind: 'acceptance-due', revision: 2, dueAt: hour(25) }));
  it('adds nothing where it runs, and is refused where there is no clock', () => {
    given(...after(openWatch()))
      .when(resume(hour(1)))
      .thenNothing();
    given(...after(openWatch(), reach('accepted', hour(1))))
      .when(resume(hour(2)))
      .thenRefused('deadline-not-running');
    given()
      .when(resume(hour(2)))
      .thenRefused('watch-not-open');
  });
  it('ends a limit of working days with business again', () => {
    const stage = { complaintId, deadline: 'investigation' as const };
    const story: WatchCommand[] = [
      openWatch(),
      reach('accepted', hour(1)),
      {
        type: 'PauseDeadline',
        data: { ...stage, reason: 'awaitingComplainant', pausedBy: 'staff:s-1', at: hour(30), rules },
      },
      { type: 'ResumeDeadline', data: { ...stage, resumedBy: 'staff:s-1', at: hour(34), rules } },
    ];
    const watch = watchAfter(...story);
    // Three working days after Monday end on Thursday at 24:00; four hours more end with Friday.
    expect(watch.status !== 'unopened' && watch.deadlines.investigation).toMatchObject({
      dueAt: '2026-03-06T16:00:00.000Z',
      explanation: { pausedMs: 4 * 3_600_000, calendarRef: chinaCalendar.version },
    });
  });
});

describe('while it stands', () => {
  it('a milestone is never late', () => {
    const met = after(...at6, reach('accepted', hour(40))).find(({ type }) => type === 'DeadlineMet');
    expect(met?.data).toMatchObject({ metAt: hour(40), late: false });
  });
  it('the end of the complaint cancels it without a breach', () =>
    expect(next(after(...at6), reach('declined', hour(40)))).toEqual(['acceptance Cancelled', 'WatchClosed']));
  it('an escalation that waited has its answer moved as well', () => {
    const p = {
      ...rules.plan,
      escalationLadders: {
        ...rules.plan.escalationLadders,
        default: [
          { at: '50%', tell: ['handler' as const], acknowledgeWithin: 'PT2H' },
          { at: 'due', tell: ['headquarters' as const] },
        ],
      },
    };
    const withPlan = (command: WatchCommand): WatchCommand =>
      ('rules' in command.data
        ? { ...command, data: { ...command.data, rules: { ...rules, plan: p } } }
        : command) as WatchCommand;
    const story = [openWatch(), fire('acceptance-step0', hour(12)), pause(hour(13)), resume(hour(20))].map(withPlan);
    expect(dueTimes(watchAfter(...story)).at(0)).toEqual({ kind: 'acceptance-ack1', revision: 2, dueAt: hour(21) });
  });
});
