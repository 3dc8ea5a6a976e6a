import { chinaCalendar } from '@redress/calendar';
import { proposeFacts, type Facts, type PlanDocument } from '@redress/plan-rules';
import { samplePlan, spec } from '@redress/testing';
import { complaintDecider } from './complaint';
import type { RegisterComplaint } from './complaint-commands';
import {
  classified,
  clerk,
  complaintId,
  promise,
  receivedAt,
  registered,
  registeredAt,
  registrationWith,
} from './spec-kit/sample-complaint';

const given = spec(complaintDecider);
const plan: PlanDocument = samplePlan;
const register = (
  text: string,
  facts: Facts = {},
  changes: Partial<RegisterComplaint['data']> = {},
): RegisterComplaint => ({
  type: 'RegisterComplaint',
  data: {
    complaintId,
    registration: registrationWith(facts),
    proposals: proposeFacts(plan, text),
    plan,
    calendar: chinaCalendar,
    at: registeredAt,
    by: clerk,
    ...changes,
  },
});
/** Two hours after the receipt: what the sample plan promises for a general complaint about service. */
const sooner = '2026-12-01T03:00:00.000Z';
const deaths = { zh: '有人员伤亡' };
const poisoning = { zh: '疑似群体性食品安全事件' };

describe('registering a complaint', () => {
  it('puts it on record with its promise and its classification by the plan’s rules', () =>
    given().when(register('厕所太脏')).then(registered(promise), classified()));
  it('is done once, however often it is asked', () =>
    given(registered(), classified()).when(register('厕所太脏')).thenNothing());
  it('takes the category that is stated before the one the words propose', () =>
    given()
      .when(register('餐厅的饭菜不新鲜', {}, { category: 'suggestion' }))
      .then(
        registered(),
        classified({
          category: 'suggestion',
          level: 'suggestion',
          severity: 1,
          priority: 'P4',
          ruleId: 'LVL-90',
          because: { zh: '建议' },
        }),
      ));
  it('takes the category the words propose when none is stated', () =>
    given()
      .when(register('餐厅的饭菜不新鲜'))
      .then(registered(sooner), classified({ category: 'food' })));
  it('does not take a category the plan does not know', () =>
    given()
      .when(register('', {}, { category: 'weather' }))
      .thenRefused('unknown-category'));
  it('promises sooner where the plan does so for the priority', () => {
    const facts = { deaths: 1 };
    const by = '2026-12-01T01:30:00.000Z';
    given()
      .when(register('有人死亡', facts))
      .then(
        registered(by, facts),
        classified({ level: 'severe', severity: 4, priority: 'P1', ruleId: 'LVL-01', because: deaths, facts }),
      );
  });
  it('counts the impact from the facts', () => {
    const facts = { affectedPeople: 5 };
    given()
      .when(register('', facts))
      .then(registered(promise, facts), classified({ impact: 'group', facts }));
  });
  it('is about something that happened at the latest now (R-013)', () => {
    const stated = (occurredAt: string) => ({ registration: { ...registrationWith(), occurredAt } });
    given()
      .when(register('', {}, stated('2026-12-01T01:05:00.001Z')))
      .thenRefused('occurred-in-the-future');
    given()
      .when(register('', {}, stated(registeredAt)))
      .then({ ...registered(), data: { ...registered().data, occurredAt: registeredAt } }, classified());
  });
  it('names the receiving point where it was made in person (R-001)', () => {
    const inPerson = { ...registrationWith(), channel: 'receivingPoint' } as const;
    given()
      .when(register('', {}, { registration: inPerson }))
      .thenRefused('receiving-point-required');
    const at = { ...inPerson, receivingPoint: 'visitor-centre' };
    given()
      .when(register('', {}, { registration: at }))
      .then({ ...registered(), data: { ...registered().data, ...at } }, classified());
  });
  it('was received at the latest now', () => {
    const at = (now: string) => register('', {}, { at: now });
    given().when(at('2026-12-01T00:59:59.999Z')).thenRefused('received-in-the-future');
    given()
      .when(at(receivedAt))
      .then(
        { ...registered(), data: { ...registered().data, registeredAt: receivedAt } },
        classified({ classifiedAt: receivedAt }),
      );
  });
});

describe('a grave report nobody has read', () => {
  const suspected = (ruleId: string, words: string[]) =>
    ({ type: 'SevereSuspected', data: { complaintId, suspectedAt: registeredAt, ruleId, words } }) as const;

  it('is suspected severe by the words of the plan and classified by the stated facts alone', () =>
    given()
      .when(register('我看到有人死亡'))
      .then(registered(), classified(), suspected('LVL-01', ['死亡'])));
  it('is suspected by its numbers', () =>
    given()
      .when(register('餐厅12人食物中毒'))
      .then(registered(sooner), classified({ category: 'food' }), suspected('LVL-02', ['食物中毒'])));
  it('is not suspected when the words are denied', () =>
    given().when(register('没有人死亡')).then(registered(), classified()));
  it('is no suspicion any more when the stated facts say so', () => {
    const facts = { affectedPeople: 12 };
    const severe = { category: 'food', level: 'severe', severity: 4, priority: 'P1', ruleId: 'LVL-02' } as const;
    given()
      .when(register('餐厅12人食物中毒', facts))
      .then(
        registered('2026-12-01T01:30:00.000Z', facts),
        classified({ ...severe, impact: 'group', because: poisoning, facts }),
      );
  });
});
