import { instantAt } from '@redress/calendar';
import type { PlanDocument } from '@redress/plan-rules';
import { samplePlan, spec } from '@redress/testing';
import { planDecider } from './plan';
import type { PlanPublished, PlanRetired, PublishPlan, RetirePlan } from './plan-messages';

const given = spec(planDecider);
const document: PlanDocument = samplePlan;
const publishedBy = 'staff:planner';
const calendarRef = 'china-2026.1';

const effective = (day: string): PlanDocument => ({
  ...document,
  metadata: { ...document.metadata, effectiveFrom: day },
});
const local = (text: string): string => new Date(`${text}+08:00`).toISOString();

const publish = (at: string, candidate: unknown = document, calendar = calendarRef): PublishPlan => ({
  type: 'PublishPlan',
  data: { document: candidate, calendarRef: calendar, publishedBy, at },
});
const published = (planVersion: number, publishedAt: string, from: string, of = document): PlanPublished => ({
  type: 'PlanPublished',
  data: { planId: 'sample', planVersion, effectiveFrom: from, publishedAt, publishedBy, calendarRef, document: of },
});
const retire = (planVersion: number, at: string, reason?: string): RetirePlan => ({
  type: 'RetirePlan',
  data: { planVersion, at, ...(reason && { reason }) },
});
const retired = (planVersion: number, retiredAt: string): PlanRetired => ({
  type: 'PlanRetired',
  data: { planId: 'sample', planVersion, retiredAt },
});

const march = local('2026-03-02T10:00:00');
const june = local('2026-06-01T10:00:00');
const newYear = instantAt('2026-01-01', 0);
const first = published(1, march, newYear);
const second = published(2, june, instantAt('2026-07-01', 0), effective('2026-07-01'));

describe('publishing the first version', () => {
  it('puts it in force from its effective date, past or to come', () => {
    given().when(publish(march)).then(first);
    given()
      .when(publish(march, effective('2026-04-01')))
      .then(published(1, march, local('2026-04-01T00:00:00'), effective('2026-04-01')));
  });

  it('is refused for a document that is no valid plan, with the problems', () => {
    given()
      .when(publish(march, { ...document, deadlines: undefined }))
      .thenRefused('plan-invalid');
    const decision = planDecider.decide(publish(march, {}), planDecider.initial);
    expect(decision).toMatchObject({
      ok: false,
      refusal: 'plan-invalid',
      details: { problems: expect.arrayContaining([expect.objectContaining({ path: '/apiVersion' })]) as unknown },
    });
  });

  it('changes nothing when it is said again', () => {
    given(first).when(publish(june)).thenNothing();
    given(first)
      .when(publish(june, structuredClone(document)))
      .thenNothing();
  });
});

describe('publishing a later version', () => {
  it('counts on', () =>
    given(first)
      .when(publish(june, effective('2026-07-01')))
      .then(second));

  it('takes effect at once on its effective day, and not a day later (R-125)', () => {
    const today = effective('2026-06-01');
    given(first)
      .when(publish(june, today))
      .then(published(2, june, june, today));
    const midnight = local('2026-06-02T00:00:00.000');
    const lastInstant = local('2026-06-01T23:59:59.999');
    given(first)
      .when(publish(lastInstant, today))
      .then(published(2, lastInstant, lastInstant, today));
    given(first).when(publish(midnight, today)).thenRefused('effective-date-passed');
  });

  it('takes effect at midnight when it is published before', () => {
    const before = local('2026-06-30T23:59:59.999');
    given(first)
      .when(publish(before, effective('2026-07-01')))
      .then(published(2, before, local('2026-07-01T00:00:00'), effective('2026-07-01')));
  });

  it('never comes into force before an earlier version that waits', () => {
    given(first, second)
      .when(publish(june, effective('2026-06-30')))
      .thenRefused('effective-before-earlier-version');
    const sameDay = { ...effective('2026-07-01'), approvals: [] };
    given(first, second)
      .when(publish(june, sameDay))
      .then(published(3, june, instantAt('2026-07-01', 0), sameDay));
  });

  it('may come before one that was taken back', () => {
    const sooner = effective('2026-06-30');
    given(first, second, retired(2, june))
      .when(publish(june, sooner))
      .then(published(3, june, instantAt('2026-06-30', 0), sooner));
  });

  it('is refused for a plan of another id', () => {
    const other = { ...effective('2026-07-01'), metadata: { ...effective('2026-07-01').metadata, id: 'other' } };
    given(first).when(publish(june, other)).thenRefused('plan-id-differs');
  });

  it('takes effect at once when only the calendar has a new edition', () => {
    const recalculated = published(2, june, june);
    given(first)
      .when(publish(june, document, 'china-2027.1'))
      .then({ ...recalculated, data: { ...recalculated.data, calendarRef: 'china-2027.1' } });
  });
});

describe('retiring a version', () => {
  it('takes it out of force while another one rules', () => {
    const later = local('2026-07-01T00:00:00');
    given(first, second).when(retire(1, later)).then(retired(1, later));
    const { data } = retired(1, later);
    given(first, second)
      .when(retire(1, later, 'replaced'))
      .then({ type: 'PlanRetired', data: { ...data, reason: 'replaced' } });
  });

  it('is refused one instant before the other one rules', () => {
    given(first, second)
      .when(retire(1, local('2026-06-30T23:59:59.999')))
      .thenRefused('plan-last-in-force');
    given(first).when(retire(1, june)).thenRefused('plan-last-in-force');
  });

  it('takes back a version that has not begun', () => {
    given(first, second).when(retire(2, june)).then(retired(2, june));
  });

  it('changes nothing the second time', () => {
    given(first, second, retired(2, june)).when(retire(2, june)).thenNothing();
  });

  it('is refused for a version that is not there', () => {
    given().when(retire(1, june)).thenRefused('plan-version-unknown');
    given(first).when(retire(2, june)).thenRefused('plan-version-unknown');
  });

  it('lets the same document be published again', () => {
    const july = local('2026-07-02T10:00:00');
    const [, again] = [first, published(3, july, july, effective('2026-07-01'))];
    given(first, second, retired(2, june))
      .when(publish(july, effective('2026-07-01')))
      .then(again);
  });
});
