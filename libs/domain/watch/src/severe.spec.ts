import { spec } from '@redress/testing';
import { dueTimes } from './due-times';
import { watchDecider } from './watch';
import {
  acknowledge,
  after,
  brief,
  classified,
  complaintId,
  fire,
  hour,
  minute,
  next,
  openWatch,
  reach,
  received,
  suspected,
  watchAfter,
} from './spec-kit/story';

const given = spec(watchDecider);
const called = 'severe.severe.0.1 severe dutyManager';
const severeTimers = (watch: ReturnType<typeof watchAfter>) =>
  dueTimes(watch).filter(({ kind }) => kind.startsWith('severe'));

describe('a grave report', () => {
  it('calls the duty manager in the same commit, without any clock (R-030)', () => {
    const past = after(openWatch(), suspected(minute(1)));
    expect(brief(past).slice(2)).toEqual([called]);
    expect(past.at(-1)).toEqual({
      type: 'EscalationRaised',
      data: {
        complaintId,
        escalationId: `${complaintId}-severe.severe.0.1`,
        run: 'severe',
        n: 1,
        ladder: 'severe',
        step: 0,
        tell: ['dutyManager'],
        cause: 'severe',
        raisedAt: minute(1),
        acknowledgeBy: minute(16),
        lateMs: 0,
      },
    });
  });
  it('by its level does the same', () =>
    expect(next(after(openWatch()), classified('severe', 'P2', minute(2)))).toEqual([called]));
  it('known when the complaint is registered calls as the watch opens', () =>
    expect(brief(after(openWatch({ classifiedAt: received, level: 'severe' }))).at(-1)).toBe(called));
  it('that is heard of first waits for the plan', () => {
    expect(brief(after(suspected(minute(1))))).toEqual([]);
    expect(next(after(suspected(minute(1))), openWatch(undefined, minute(2)))).toEqual([
      'WatchOpened',
      'acceptance Started',
      called,
    ]);
  });
  it('calls once, whoever says it', () => {
    given(...after(openWatch(), suspected(minute(1))))
      .when(suspected(minute(2)))
      .thenNothing();
    expect(next(after(openWatch(), suspected(minute(1))), classified('severe', 'P2', minute(3)))).toEqual([]);
  });
  it('is not undone by a later, lower classification: somebody must answer', () =>
    expect(
      severeTimers(watchAfter(openWatch(), suspected(minute(1)), classified('general', 'P3', minute(2)))),
    ).not.toEqual([]));
  it('of an older classification than the one known still calls', () =>
    expect(
      next(after(openWatch(), classified('general', 'P3', minute(9))), classified('severe', 'P2', minute(5))),
    ).toEqual([called]));
  it('that is not severe calls nobody', () =>
    expect(brief(after(openWatch(), classified('general', 'P3', minute(1)))).slice(2)).toEqual([]));
  it('climbs to headquarters, though the plan does not name it, and repeats there', () => {
    const past = after(
      openWatch(),
      suspected(minute(1)),
      fire('severe-step1', minute(11)),
      fire('severe-ack2', minute(21)),
      fire('severe-repeat3', minute(81)),
    );
    expect(brief(past).slice(3)).toEqual([
      'severe.severe.1.2 severe siteDirector',
      'EscalationHandedUp',
      'severe.severe.2.3 notAcknowledged headquarters',
      'severe.severe.2.4 repeat headquarters',
    ]);
  });
  it('is answered by whoever acknowledges any of its escalations', () => {
    const watch = watchAfter(openWatch(), suspected(minute(1)), fire('severe-step1', minute(11)));
    expect(severeTimers(watch).map(({ kind }) => kind)).toEqual(['severe-ack2']);
    const answered = watchAfter(
      openWatch(),
      suspected(minute(1)),
      fire('severe-step1', minute(11)),
      acknowledge('severe.severe.0.1', minute(12)),
    );
    expect(severeTimers(answered)).toEqual([]);
  });
  it('is over when the complaint has ended', () => {
    expect(severeTimers(watchAfter(openWatch(), suspected(minute(1)), reach('transferred', hour(1))))).toEqual([]);
    expect(next(after(openWatch(), reach('declined', hour(1))), suspected(hour(2)))).toEqual([]);
  });
  it('runs beside the deadline', () =>
    expect(dueTimes(watchAfter(openWatch(), suspected(minute(1)))).map(({ kind }) => kind)).toEqual([
      'severe-step1',
      'severe-ack1',
      'acceptance-step0',
      'acceptance-step1',
      'acceptance-due',
      'acceptance-step2',
      'acceptance-step3',
      'acceptance-step4',
    ]));
});
