import { randomUUID } from 'node:crypto';
import { trackingTokenHash } from '@redress/platform';
import { eventually, realServices, samplePlan, uniqueName } from '@redress/testing';
import { internalSecret, InvestigationUnderTest, type Answer, type Staff } from './spec-kit/investigation-under-test';
import { Outside } from './spec-kit/outside';
import { acceptedComplaint } from './spec-kit/sample-complaint';
import { startVault, type VaultServer } from './spec-kit/vault-server';

const name = uniqueName('aftercare');
const services = realServices();
const outside = new Outside({ ...services, name });
const lead: Staff = { id: 'zhang', roles: ['teamLead'] };
const handler: Staff = { id: 'li', roles: ['handler'] };
const clerk: Staff = { id: 'sun', roles: ['clerk'] };
const problem = (code: string) => ({ type: `urn:redress:problem:${code}` });
const token = 'the-token-of-the-specs';

let vault: VaultServer;
let investigation: InvestigationUnderTest;
const send = (staff: Staff | undefined, id: string, command: string, body?: object): Promise<Answer> =>
  investigation.command(staff, id, command, body);
const answer = (id: string, body: object, with_ = token): Promise<Answer> =>
  investigation.command(undefined, id, 'satisfaction', body, { 'tracking-token': with_ });
const done = async (staff: Staff, id: string, command: string, body?: object): Promise<void> => {
  const { status, body: said } = await send(staff, id, command, body);
  expect([command, status, said]).toEqual([command, 200, expect.anything()]);
};
const published = async (id: string) => (await outside.published(id)).flatMap(({ events }) => events);
const latest = (id: string, ...types: string[]) =>
  eventually(async () => {
    const events = (await published(id)).slice(-types.length);
    expect(events.map(({ type }) => type)).toEqual(types);
    return events;
  });

/** A complaint whose result was told. */
const told = async (measure: object = { kind: 'apology' }): Promise<string> => {
  const [id, personId] = [randomUUID(), randomUUID()];
  await vault.vault.keyOf(personId, { createFor: 'main' });
  await outside.publish(
    ...acceptedComplaint(outside, { complaintId: id, personId, trackingTokenHash: trackingTokenHash(token) }),
  );
  await latest(id, 'CaseOpened');
  await done(lead, id, 'assign', { handlerId: 'li' });
  await done(handler, id, 'start-investigation');
  for (const party of ['complainant', 'respondent'])
    await done(handler, id, 'record-act', { method: 'phone', party, obtained: true, findings: '王小明确认' });
  await done(handler, id, 'complete-investigation', { substantiated: true, rootCause: 'attitude', report: '属实' });
  await again(id, measure);
  return id;
};
/** … and told again, with another plan. */
const again = async (id: string, measure: object = { kind: 'apology' }): Promise<void> => {
  await done(handler, id, 'propose-resolution-plan', { measures: [measure], description: '当面道歉' });
  await done(handler, id, 'give-feedback', { feedback: '已向王小明说明处理结果' });
};

beforeAll(async () => {
  await outside.createTopics();
  vault = await startVault(services.mongoUri, `${name}_vault`, internalSecret);
  investigation = await InvestigationUnderTest.start({ ...services, name, intakeUrl: vault.url });
  const data = {
    planId: 'sample',
    planVersion: 1,
    effectiveFrom: '2026-01-01T00:00:00.000Z',
    publishedAt: '2026-01-01T00:00:00.000Z',
    publishedBy: 'staff:zhao',
    calendarRef: 'china-2026.1',
    document: { ...samplePlan, aftercare: { answerWithin: '10 days', reopenings: 1, callBackAfter: 'PT24H' } },
  };
  const place = { context: 'planning', streamId: `plan-${randomUUID()}`, subject: 'sample', version: 1 } as const;
  await outside.publish(outside.commit(place, { type: 'PlanPublished', schemaVersion: 1, data }));
});
afterAll(async () => {
  await investigation.stop();
  await vault.stop();
  await outside.clear();
});

describe('a measure', () => {
  it('says who puts it right and by when, in the future (R-051, R-057)', async () => {
    const id = await told({ kind: 'correctiveMeasure', department: 'catering', dueAt: '2999-01-01T08:00:00+08:00' });
    await latest(id, 'FeedbackGiven');
    const proposed = (await published(id)).find(({ type }) => type === 'ResolutionPlanProposed');
    expect(proposed?.data).toMatchObject({ measures: [{ department: 'catering', dueAt: '2999-01-01T00:00:00.000Z' }] });
    await done(lead, id, 'reopen', { reason: '重新安排' });
    const none = { measures: [[]], description: '道歉' };
    expect(await send(handler, id, 'propose-resolution-plan', none)).toMatchObject({
      status: 400,
      body: problem('validation-failed'),
    });
    const late = { measures: [{ kind: 'apology', dueAt: '2020-01-01T00:00:00Z' }], description: '道歉' };
    expect(await send(handler, id, 'propose-resolution-plan', late)).toMatchObject({
      status: 422,
      body: problem('measure-due-in-the-past'),
    });
  });
});

describe('after the result was told', () => {
  it('it is known until when an answer counts and when to call back (R-068, R-070)', async () => {
    const [feedback] = await latest(await told(), 'FeedbackGiven');
    const { givenAt, answerBy, callBackAt } = feedback?.data as Record<string, string>;
    const days = (to = '') => (Date.parse(to) - Date.parse(givenAt ?? '')) / 86_400_000;
    expect(days(callBackAt)).toBe(1);
    expect(days(answerBy)).toBeGreaterThan(9.9);
    expect(days(answerBy)).toBeLessThanOrEqual(11);
  });

  it('a satisfied complainant closes the case with the tracking token alone, once (R-068, R-069)', async () => {
    const id = await told();
    expect(await answer(id, { satisfied: true, opinion: '谢谢' })).toMatchObject({
      status: 200,
      body: { changed: true },
    });
    expect(await answer(id, { satisfied: true })).toMatchObject({ status: 200, body: { changed: false } });
    const [said, closed] = await latest(id, 'SatisfactionRecorded', 'CaseClosed');
    expect(said?.data).toMatchObject({ round: 1, satisfied: true, medium: 'web', recordedBy: 'visitor' });
    expect(closed?.data).toMatchObject({ closedBy: 'visitor' });
    expect(await outside.storedText()).not.toContain('谢谢');
  });

  it('who is not satisfied is heard again as often as the plan allows; then the answer is kept (R-069)', async () => {
    const id = await told();
    await answer(id, { satisfied: false, opinion: '退款没有到账' });
    const [, reopened] = await latest(id, 'SatisfactionRecorded', 'CaseReopened');
    expect(reopened?.data).toMatchObject({ round: 2, cause: 'notSatisfied', stage: 'resolutionPlan' });
    expect(await answer(id, { satisfied: true })).toMatchObject({ status: 409, body: problem('feedback-not-given') });
    await again(id, { kind: 'correctiveMeasure' });
    expect(await answer(id, { satisfied: false })).toMatchObject({ status: 200 });
    const [last] = await latest(id, 'SatisfactionRecorded');
    expect(last?.data).toMatchObject({ round: 2, satisfied: false });
  });

  it('a wrong token, no token and a wrong complaint get the same answer', async () => {
    const id = await told();
    for (const wrong of [answer(id, { satisfied: true }, 'other'), answer(id, { satisfied: true }, '')])
      expect(await wrong).toMatchObject({ status: 404, body: problem('tracking-unknown') });
    expect(await answer(randomUUID(), { satisfied: true })).toMatchObject({
      status: 404,
      body: problem('tracking-unknown'),
    });
    expect((await published(id)).at(-1)?.type).toBe('FeedbackGiven');
  });

  it.each([[{}], [{ satisfied: 'yes' }], [{ satisfied: true, opinion: ' ' }], [{ satisfied: true, by: 'x' }]])(
    'an answer such as %j is refused',
    async (body) => expect(await answer(randomUUID(), body)).toMatchObject({ status: 400 }),
  );

  it('a call-back is put on record with what was heard, by whoever may (R-070)', async () => {
    const id = await told();
    expect(
      await send({ id: 'x', roles: ['auditor'] }, id, 'record-call-back', { medium: 'phone', reached: false }),
    ).toMatchObject({ status: 403 });
    await done(clerk, id, 'record-call-back', { medium: 'phone', reached: false });
    expect(
      await send(clerk, id, 'record-call-back', { medium: 'phone', reached: false, satisfied: true }),
    ).toMatchObject({ status: 422, body: problem('answer-without-contact') });
    expect(
      await send(clerk, id, 'record-call-back', { medium: 'phone', reached: true, madeAt: '2999-01-01T00:00:00Z' }),
    ).toMatchObject({ status: 422, body: problem('acted-in-the-future') });
    const madeAt = '2026-03-02T10:00:00+08:00';
    await done(clerk, id, 'record-call-back', { medium: 'meeting', reached: true, satisfied: true, madeAt });
    const [called] = await latest(id, 'CallBackRecorded', 'SatisfactionRecorded', 'CaseClosed');
    expect(called?.data).toMatchObject({ madeAt: '2026-03-02T02:00:00.000Z', recordedBy: 'staff:sun', round: 1 });
  });

  it('a case is reopened by order, with its reason, by those who lead', async () => {
    const id = await told();
    expect(await send(handler, id, 'reopen', { reason: '有新票据' })).toMatchObject({ status: 403 });
    await done(lead, id, 'reopen', { reason: '有新票据', stage: 'investigation' });
    const [reopened] = await latest(id, 'CaseReopened');
    expect(reopened?.data).toMatchObject({ round: 2, cause: 'ordered', stage: 'investigation' });
    expect(await send(lead, id, 'reopen', { reason: '再次' })).toMatchObject({
      status: 409,
      body: problem('feedback-not-given'),
    });
    await done(handler, id, 'complete-investigation', { substantiated: false, report: '票据无效' });
  });
});
