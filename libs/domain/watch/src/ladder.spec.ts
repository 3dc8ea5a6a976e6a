import { spec } from '@redress/testing';
import { dueTimes } from './due-times';
import { watchDecider } from './watch';
import {
  acceptBy,
  acknowledge,
  after,
  brief,
  climb,
  complaintId,
  fire,
  handled,
  hour,
  minute,
  next,
  openWatch,
  reach,
  watchAfter,
} from './spec-kit/story';

const given = spec(watchDecider);
const toDue = [
  openWatch(),
  fire('acceptance-step0', hour(12)),
  fire('acceptance-step1', hour(20)),
  fire('acceptance-due', hour(24)),
];
const [dutyManager, siteDirector] = ['default.acceptance.2.3', 'default.acceptance.3.4'];
const handedUp = [...toDue, fire('acceptance-ack3', minute(24 * 60 + 30))];
const top = [...handedUp, fire('acceptance-ack4', minute(24 * 60 + 90))];

describe('the clocks of a watch', () => {
  it('are all there from the start, in order of time', () =>
    expect(dueTimes(watchAfter(openWatch()))).toEqual([
      { kind: 'acceptance-step0', revision: 1, dueAt: hour(12) },
      { kind: 'acceptance-step1', revision: 1, dueAt: minute(19 * 60 + 12) },
      { kind: 'acceptance-due', revision: 1, dueAt: acceptBy },
      { kind: 'acceptance-step2', revision: 1, dueAt: acceptBy },
      { kind: 'acceptance-step3', revision: 1, dueAt: hour(28) },
      { kind: 'acceptance-step4', revision: 1, dueAt: '2026-03-04T16:00:00.000Z' },
    ]));
  it('are none before it is opened', () => expect(dueTimes(watchAfter())).toEqual([]));
  it('are those of the next deadline once one is met', () =>
    expect(dueTimes(watchAfter(openWatch(), reach('accepted', hour(1)))).map(({ kind }) => kind)).toEqual([
      'investigation-step0',
      'investigation-step1',
      'investigation-due',
      'investigation-step2',
      'investigation-step3',
      'investigation-step4',
    ]));
});

describe('a timer', () => {
  it('fires its step, with the handler by name where the step means him', () =>
    expect(after(openWatch(), handled('s-7', hour(1)), fire('acceptance-step0', hour(12))).at(-1)).toEqual({
      type: 'EscalationRaised',
      data: {
        complaintId,
        escalationId: `${complaintId}-default.acceptance.0.1`,
        run: 'acceptance',
        n: 1,
        deadline: 'acceptance',
        ladder: 'default',
        step: 0,
        tell: ['handler'],
        cause: 'step',
        raisedAt: hour(12),
        dueAt: acceptBy,
        lateMs: 0,
        handlerId: 's-7',
      },
    }));
  it('is refused a millisecond early', () =>
    given(...after(openWatch()))
      .when(fire('acceptance-step0', new Date(Date.parse(hour(12)) - 1).toISOString()))
      .thenRefused('not-due-yet'));
  it('does nothing a second time', () =>
    given(...after(openWatch(), fire('acceptance-step0', hour(12))))
      .when(fire('acceptance-step0', hour(13)))
      .thenNothing());
  it('does nothing when the deadline is met', () =>
    given(...after(openWatch(), reach('accepted', hour(1))))
      .when(fire('acceptance-step0', hour(12)))
      .thenNothing());
  it('does nothing before the watch is open', () =>
    given()
      .when(fire('acceptance-step0', hour(12)))
      .thenNothing());
  it('of an old revision does nothing', () =>
    given(...after(openWatch()))
      .when(fire('acceptance-step0', hour(12), 7))
      .thenNothing());
  it('notices the breach and fires the step of the due time at the due instant', () =>
    expect(brief(after(...toDue)).slice(-2)).toEqual([
      'acceptance Breached',
      'default.acceptance.2.3 step dutyManager',
    ]));
});

describe('after an outage', () => {
  it('everything overdue happens once, oldest first, each with how late it was (R-077)', () => {
    const past = after(openWatch(), fire('acceptance-step3', hour(29)));
    expect(brief(past).slice(2)).toEqual([
      'default.acceptance.0.1 step handler',
      'default.acceptance.1.2 step handler+teamLead',
      'acceptance Breached',
      'default.acceptance.2.3 step dutyManager',
      'default.acceptance.3.4 step siteDirector',
    ]);
    const late = past.flatMap((event) => (event.type === 'EscalationRaised' ? [event.data.lateMs / 3_600_000] : []));
    expect(late).toEqual([17, 9.8, 5, 1]);
  });
  it('the clocks that ring afterwards find nothing', () =>
    given(...after(openWatch(), fire('acceptance-step3', hour(29))))
      .when(fire('acceptance-due', hour(29)))
      .thenNothing());
});

describe('an answer that does not come', () => {
  it('hands the escalation up at once', () =>
    expect(brief(after(...handedUp)).slice(-2)).toEqual([
      'EscalationHandedUp',
      'default.acceptance.3.4 notAcknowledged siteDirector',
    ]));
  it('is said again in between where the plan says so, and that does not put the hand-up off', () => {
    const past = after(...handedUp, fire('acceptance-repeat4', minute(24 * 60 + 50)));
    expect(brief(past).at(-1)).toBe('default.acceptance.3.5 repeat siteDirector');
    expect(past.at(-1)?.data).toMatchObject({ acknowledgeBy: minute(24 * 60 + 90) });
  });
  it('reaches headquarters, ahead of its own time, which then does not come again', () => {
    expect(brief(after(...top)).at(-1)).toBe('default.acceptance.4.6 notAcknowledged headquarters');
    given(...after(...top))
      .when(fire('acceptance-step4', hour(63)))
      .thenNothing();
  });
  it('is repeated at the top for ever, more and more seldom, at least once a day', () => {
    let story = top;
    const gaps: number[] = [];
    for (let round = 0; round < 8; round += 1) {
      const [due] = dueTimes(watchAfter(...story));
      if (!due) throw new Error('it fell silent');
      const raisedAt = after(...story).at(-1)?.data;
      gaps.push(
        raisedAt && 'raisedAt' in raisedAt ? (Date.parse(due.dueAt) - Date.parse(raisedAt.raisedAt)) / 3_600_000 : 0,
      );
      story = [...story, fire(due.kind, due.dueAt)];
    }
    expect(gaps).toEqual([1, 2, 4, 8, 16, 24, 24, 24]);
  });
  it('does not stop the later steps, which take the waiting over', () =>
    expect(next(after(...toDue), fire('acceptance-step3', hour(28)))).toEqual([
      'EscalationHandedUp',
      'default.acceptance.3.4 notAcknowledged siteDirector',
    ]));
});

describe('an acknowledgement', () => {
  it('before the breach stops the steps up to it, not those from it on', () => {
    const past = after(
      openWatch(),
      fire('acceptance-step0', hour(12)),
      acknowledge('default.acceptance.0.1', hour(13)),
    );
    given(...past)
      .when(fire('acceptance-step1', hour(20)))
      .thenNothing();
    expect(next(past, fire('acceptance-step2', hour(24)))).toEqual([
      'acceptance Breached',
      'default.acceptance.2.2 step dutyManager',
    ]);
  });
  it('after the breach stops the hand-up; what is left lying still climbs at its time', () => {
    const past = after(...toDue, acknowledge(dutyManager, hour(24)));
    given(...past)
      .when(fire('acceptance-ack3', hour(25)))
      .thenNothing();
    expect(next(past, fire('acceptance-step3', hour(28)))).toEqual(['default.acceptance.3.4 step siteDirector']);
  });
  it('of any of its repeats answers the step', () => {
    const repeated = [...handedUp, fire('acceptance-repeat4', minute(24 * 60 + 50))];
    const past = after(...repeated, acknowledge(siteDirector, minute(24 * 60 + 51)));
    given(...past)
      .when(fire('acceptance-ack5', hour(27)))
      .thenNothing();
  });
  it('of a step below leaves the one that waits', () =>
    expect(
      next(after(...handedUp, acknowledge(dutyManager, hour(25))), fire('acceptance-ack4', minute(24 * 60 + 90))),
    ).toEqual([
      'default.acceptance.3.5 repeat siteDirector',
      'EscalationHandedUp',
      'default.acceptance.4.6 notAcknowledged headquarters',
    ]));
  it('at the top is the end of it', () =>
    expect(dueTimes(watchAfter(...top, acknowledge('default.acceptance.4.6', hour(27))))).toEqual([]));
  it('of the same escalation again adds nothing', () =>
    given(...after(...toDue, acknowledge(dutyManager, hour(24))))
      .when(acknowledge(dutyManager, hour(25)))
      .thenNothing());
  it.each(['default.acceptance.2.4', 'default.acceptance.3.3', 'severe.severe.0.1', 'default.feedback.0.1'])(
    'of %s, which was never raised, is refused',
    (escalation) =>
      given(...after(...toDue))
        .when(acknowledge(escalation, hour(25)))
        .thenRefused('escalation-unknown'),
  );
  it('before the watch is open is refused', () =>
    given()
      .when(acknowledge(dutyManager, hour(25)))
      .thenRefused('escalation-unknown'));
});

describe('an escalation that reached nobody', () => {
  it('goes one step up at once', () =>
    expect(
      next(after(openWatch(), fire('acceptance-step0', hour(12))), climb('default.acceptance.0.1', hour(12))),
    ).toEqual(['EscalationHandedUp', 'default.acceptance.1.2 nobodyOnDuty handler+teamLead']));
  it('climbs once, however often it is said', () =>
    given(...after(openWatch(), fire('acceptance-step0', hour(12)), climb('default.acceptance.0.1', hour(12))))
      .when(climb('default.acceptance.0.1', hour(13)))
      .thenNothing());
  it('has nobody above headquarters, which is told again', () =>
    given(...after(...top))
      .when(climb('default.acceptance.4.6', hour(26)))
      .thenNothing());
  it('does not climb when it was acknowledged, or the deadline is met', () => {
    const told = [openWatch(), fire('acceptance-step0', hour(12))];
    given(...after(...told, acknowledge('default.acceptance.0.1', hour(12))))
      .when(climb('default.acceptance.0.1', hour(13)))
      .thenNothing();
    given(...after(...told, reach('accepted', hour(12))))
      .when(climb('default.acceptance.0.1', hour(13)))
      .thenNothing();
  });
  it('must be known', () =>
    given(...after(openWatch()))
      .when(climb('default.acceptance.0.1', hour(13)))
      .thenRefused('escalation-unknown'));
});
