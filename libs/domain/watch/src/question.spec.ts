import { spec } from '@redress/testing';
import { dueTimes } from './due-times';
import {
  after,
  answer,
  ask,
  complaintId,
  fire,
  hour,
  minute,
  next,
  openWatch,
  pause,
  reach,
  resume,
  watchAfter,
} from './spec-kit/story';
import { watchDecider } from './watch';
import type { StageKind } from './watch-events';

const given = spec(watchDecider);
const asked = [openWatch(), ask(hour(6), hour(16))];
const clock = (watch: ReturnType<typeof watchAfter>, kind: StageKind = 'acceptance') =>
  watch.status === 'unopened' ? undefined : watch.deadlines[kind];
const ringing = { kind: 'acceptance-resume', revision: 1, dueAt: hour(16) };

describe('a question to the complainant (R-014)', () => {
  it('stops the clock that runs, and rings when its time is over', () => {
    given(...after(openWatch()))
      .when(ask(hour(6), hour(16)))
      .then({
        type: 'DeadlinePaused',
        data: {
          complaintId,
          deadline: 'acceptance',
          pausedAt: hour(6),
          pausedBy: 'staff:s-1',
          reason: 'awaitingComplainant',
          resumeAt: hour(16),
          questionNo: 1,
        },
      });
    expect(dueTimes(watchAfter(...asked))).toEqual([ringing]);
  });

  it('lets it run on with the answer, later by the time it stood', () =>
    expect(clock(watchAfter(...asked, answer(hour(10))))).toMatchObject({
      status: 'running',
      revision: 2,
      dueAt: hour(28),
      explanation: { pausedMs: 4 * 3_600_000 },
    }));

  it('lets it run on by itself when nobody answers, however late that is noticed', () => {
    for (const noticed of [hour(16), hour(20)])
      expect(clock(watchAfter(...asked, fire('acceptance-resume', noticed)))).toMatchObject({
        status: 'running',
        dueAt: hour(34),
        explanation: { pausedMs: 10 * 3_600_000 },
      });
    given(...after(...asked))
      .when(fire('acceptance-resume', minute(16 * 60 - 1)))
      .thenRefused('not-due-yet');
  });

  it('does everything that fell due since, in order', () =>
    expect(next(after(...asked), fire('acceptance-resume', hour(34)))).toEqual([
      'acceptance Resumed',
      'default.acceptance.0.1 step handler',
      'default.acceptance.1.2 step handler+teamLead',
      'acceptance Breached',
      'default.acceptance.2.3 step dutyManager',
    ]));

  it('asks for the plan, which says how a clock goes on', () =>
    given(...after(...asked))
      .when({ type: 'FireTimer', data: { complaintId, kind: 'acceptance-resume', revision: 1, at: hour(16) } })
      .thenRefused('rules-missing'));

  it('takes nothing from an answer that comes after its time, or twice', () => {
    expect(clock(watchAfter(...asked, answer(hour(18))))).toMatchObject({ dueAt: hour(34) });
    given(...after(...asked, fire('acceptance-resume', hour(16))))
      .when(answer(hour(18)))
      .thenNothing();
    given(...after(...asked, answer(hour(10))))
      .when(answer(hour(11)))
      .thenNothing();
  });

  it('leaves a clock alone that stood before for another reason', () => {
    const stood = [openWatch(), pause(hour(5))];
    given(...after(...stood))
      .when(ask(hour(6), hour(16)))
      .thenNothing();
    given(...after(...stood, ask(hour(6), hour(16))))
      .when(answer(hour(7)))
      .thenNothing();
  });

  it('is over when somebody lets the clock run on', () => {
    const resumed = [...asked, resume(hour(8))];
    expect(dueTimes(watchAfter(...resumed))).not.toContainEqual(ringing);
    given(...after(...resumed))
      .when(fire('acceptance-resume', hour(16)))
      .thenNothing();
    given(...after(...resumed))
      .when(answer(hour(9)))
      .thenNothing();
  });

  it('stops no clock that has passed, and none of the evaluation', () => {
    given(...after(openWatch(), fire('acceptance-due', hour(24))))
      .when(ask(hour(25), hour(30)))
      .thenNothing();
    const told = [
      openWatch(),
      reach('accepted', hour(1)),
      reach('investigationCompleted', hour(2)),
      reach('resolutionPlanAdopted', hour(3)),
      reach('feedbackGiven', hour(4)),
    ];
    given(...after(...told))
      .when(ask(hour(5), hour(9)))
      .thenNothing();
  });

  it('needs an open watch', () => {
    given()
      .when(ask(hour(1), hour(2)))
      .thenRefused('watch-not-open');
    given()
      .when(answer(hour(1)))
      .thenRefused('watch-not-open');
  });
});

describe('a pause with an end', () => {
  const until = (at: string, end: string) => {
    const command = pause(at);
    return command.type === 'PauseDeadline' ? { ...command, data: { ...command.data, until: end } } : command;
  };

  it('ends by itself', () => {
    const paused = [openWatch(), until(hour(6), hour(7))];
    expect(dueTimes(watchAfter(...paused))).toEqual([{ ...ringing, dueAt: hour(7) }]);
    expect(clock(watchAfter(...paused, fire('acceptance-resume', hour(7))))).toMatchObject({ dueAt: hour(25) });
  });

  it('ends after its beginning', () =>
    given(...after(openWatch()))
      .when(until(hour(6), hour(6)))
      .thenRefused('pause-ends-in-the-past'));
});
