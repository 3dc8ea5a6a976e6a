import { spec } from '@redress/testing';
import { deliveryDecider, dueTimes, isAttemptDue, isLastAttempt } from './delivery';
import type {
  DeliveryEvent,
  DeliveryGivenUp,
  DeliveryResumed,
  NotificationDetails,
  NotificationFailed,
  NotificationQueued,
  NotificationSent,
  QueueNotification,
  RecordFailure,
  RecordSent,
  ResumeDelivery,
} from './delivery-messages';

const given = spec(deliveryDecider);
const deliveryId = '0197f0c2-0000-7000-8000-0000000000d1';
const complaintId = '0197f0c2-0000-7000-8000-000000000001';
const details: NotificationDetails = {
  complaintId,
  escalationId: `${complaintId}-default.acceptance.2.1`,
  recipient: 'staff:wang',
  role: 'dutyManager',
  channel: 'email',
  template: 'deadline-breached',
  locale: 'zh-CN',
};
const noon = '2026-12-01T04:00:00.000Z';
const retry = { delaysMs: [60_000, 300_000], jitterMs: 250 };
const reason = 'connection-refused';

const queue: QueueNotification = { type: 'QueueNotification', data: { deliveryId, ...details, at: noon } };
const sendAttempt = (attempt: number): RecordSent => ({ type: 'RecordSent', data: { deliveryId, attempt, at: noon } });
const failAttempt = (attempt: number): RecordFailure => ({
  type: 'RecordFailure',
  data: { deliveryId, attempt, reason, retry, at: noon },
});

const queued: NotificationQueued = { type: 'NotificationQueued', data: { deliveryId, ...details, queuedAt: noon } };
const sent = (attempt: number): NotificationSent => ({
  type: 'NotificationSent',
  data: { deliveryId, attempt, sentAt: noon },
});
const failed = (attempt: number, nextAttemptAt: string): NotificationFailed => ({
  type: 'NotificationFailed',
  data: { deliveryId, attempt, failedAt: noon, reason, nextAttemptAt },
});
const givenUp: DeliveryGivenUp = {
  type: 'DeliveryGivenUp',
  data: {
    deliveryId,
    complaintId,
    escalationId: `${complaintId}-default.acceptance.2.1`,
    attempts: 3,
    givenUpAt: noon,
  },
};
const first = failed(1, '2026-12-01T04:01:00.250Z');
const second = failed(2, '2026-12-01T04:05:00.250Z');

describe('delivery', () => {
  it('is queued', () => given().when(queue).then(queued));
  it('is queued once', () => given(queued).when(queue).thenNothing());
  it('goes out at the first attempt', () => given(queued).when(sendAttempt(1)).then(sent(1)));
  it('says whose words went out', () =>
    given(queued)
      .when({ type: 'RecordSent', data: { deliveryId, attempt: 1, templateVersion: 3, at: noon } })
      .then({ type: 'NotificationSent', data: { deliveryId, attempt: 1, sentAt: noon, templateVersion: 3 } }));
  it('goes out at a later attempt', () => given(queued, first).when(sendAttempt(2)).then(sent(2)));
  it('goes out once', () => given(queued, sent(1)).when(sendAttempt(1)).thenNothing());
  it('is tried again after the plan’s delay and some jitter', () => given(queued).when(failAttempt(1)).then(first));
  it('waits longer after the second failure', () => given(queued, first).when(failAttempt(2)).then(second));
  it('records a failure once', () => given(queued, first).when(failAttempt(1)).thenNothing());
  it('is given up when the schedule is used up', () => given(queued, first, second).when(failAttempt(3)).then(givenUp));
  it('is given up once', () => given(queued, first, second, givenUp).when(failAttempt(3)).thenNothing());
  it('is not sent any more after it was given up', () =>
    given(queued, first, second, givenUp).when(sendAttempt(3)).thenNothing());
  it('names no complaint when it is about none', () => {
    const { complaintId: _c, escalationId: _e, ...general } = queued.data;
    given({ type: 'NotificationQueued', data: general })
      .when({
        type: 'RecordFailure',
        data: { deliveryId, attempt: 1, reason, retry: { delaysMs: [], jitterMs: 0 }, at: noon },
      })
      .then({ type: 'DeliveryGivenUp', data: { deliveryId, attempts: 1, givenUpAt: noon } });
  });
  it('cannot report what was never queued', () => {
    given().when(sendAttempt(1)).thenRefused('notification-not-queued');
    given().when(failAttempt(1)).thenRefused('notification-not-queued');
  });
  it('cannot skip an attempt', () => given(queued).when(sendAttempt(2)).thenRefused('attempt-out-of-order'));
});

describe('a delivery that was given up', () => {
  const ended = [queued, first, second, givenUp];
  const later = '2026-12-01T06:00:00.000Z';
  const resume: ResumeDelivery = { type: 'ResumeDelivery', data: { deliveryId, by: 'staff:li', at: later } };
  const resumed: DeliveryResumed = {
    type: 'DeliveryResumed',
    data: { deliveryId, resumedBy: 'staff:li', resumedAt: later },
  };
  const state = (...events: DeliveryEvent[]) => events.reduce(deliveryDecider.evolve, deliveryDecider.initial);

  it('is tried again when somebody asks for it, once (R-065)', () => {
    given(...ended)
      .when(resume)
      .then(resumed);
    given(...ended, resumed)
      .when(resume)
      .thenNothing();
  });
  it('goes on counting its attempts, due at once', () => {
    expect(dueTimes(state(...ended, resumed))).toEqual([{ kind: 'attempt', revision: 4, dueAt: later }]);
    given(...ended, resumed)
      .when(sendAttempt(4))
      .then(sent(4));
    given(...ended, resumed)
      .when(failAttempt(3))
      .thenNothing();
  });
  it('has its whole schedule again, and may be given up again', () => {
    const again = [...ended, resumed];
    given(...again)
      .when(failAttempt(4))
      .then(failed(4, '2026-12-01T04:01:00.250Z'));
    const late = [...again, failed(4, later), failed(5, later)];
    expect([state(...again), state(...late)].map((one) => isLastAttempt(one, retry))).toEqual([false, true]);
    const data = { ...givenUp.data, attempts: 6 };
    given(...late)
      .when(failAttempt(6))
      .then({ type: 'DeliveryGivenUp', data });
    given(...late, { type: 'DeliveryGivenUp', data })
      .when(resume)
      .then(resumed);
  });
  it('is what can be tried again, and nothing else', () => {
    given().when(resume).thenRefused('notification-not-queued');
    given(queued, first).when(resume).thenNothing();
    given(queued, sent(1)).when(resume).thenRefused('notification-sent');
  });
});

describe('what a delivery waits for', () => {
  const after = (...events: DeliveryEvent[]) => events.reduce(deliveryDecider.evolve, deliveryDecider.initial);

  it('is nothing before it is queued and after it ended', () => {
    expect(dueTimes(after())).toEqual([]);
    expect(dueTimes(after(queued, sent(1)))).toEqual([]);
    expect(dueTimes(after(queued, first, second, givenUp))).toEqual([]);
  });
  it('is the first attempt at once, then the next one with its own revision', () => {
    expect(dueTimes(after(queued))).toEqual([{ kind: 'attempt', revision: 1, dueAt: noon }]);
    expect(dueTimes(after(queued, first))).toEqual([{ kind: 'attempt', revision: 2, dueAt: first.data.nextAttemptAt }]);
  });
  it('is due at its very instant, not before, and only in its number', () => {
    expect(isAttemptDue(after(queued, first), 2, '2026-12-01T04:01:00.249Z')).toBe(false);
    expect(isAttemptDue(after(queued, first), 2, '2026-12-01T04:01:00.250Z')).toBe(true);
    expect(isAttemptDue(after(queued, first), 1, '2026-12-01T04:01:00.250Z')).toBe(false);
    expect(isAttemptDue(after(queued, sent(1)), 1, '2026-12-02T00:00:00.000Z')).toBe(false);
  });
});
