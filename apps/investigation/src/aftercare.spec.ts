import { randomUUID } from 'node:crypto';
import { trackingTokenHash } from '@redress/platform';
import { eventually, realServices, samplePlan, uniqueName } from '@redress/testing';
import { CaseWorld, handler, lead, problem } from './spec-kit/case-world';
import type { Answer, Staff } from './spec-kit/investigation-under-test';

const clerk: Staff = { id: 'sun', roles: ['clerk'] };
const token = 'the-token-of-the-specs';
const plan = { ...samplePlan, aftercare: { answerWithin: '10 days', reopenings: 1, callBackAfter: 'PT24H' } };

let world: CaseWorld;
beforeAll(async () => {
  world = await CaseWorld.start({ ...realServices(), name: uniqueName('inv') }, plan, eventually);
});
afterAll(() => world.stop());

const send = (staff: Staff | undefined, id: string, command: string, body?: object): Promise<Answer> =>
  world.send(staff, id, command, body);
const done = (staff: Staff, id: string, command: string, body?: object): Promise<Answer['body']> =>
  world.done(staff, id, command, body);
const latest = (id: string, ...types: string[]) => world.latest(id, ...types);
const answer = (id: string, body: object, with_ = token): Promise<Answer> =>
  world.send(undefined, id, 'satisfaction', body, { 'tracking-token': with_ });

/** Another plan is adopted, and its result told. */
const again = async (id: string, measure: object = { kind: 'apology' }): Promise<void> => {
  await done(handler, id, 'propose-resolution-plan', { measures: [measure], description: '当面道歉' });
  await done(handler, id, 'give-feedback', { feedback: '已向王小明说明处理结果' });
};
/** A complaint whose result was told. */
const told = async (measure?: object): Promise<string> => {
  const { id } = await world.investigated({ trackingTokenHash: trackingTokenHash(token) });
  await again(id, measure);
  return id;
};

describe('a team', () => {
  it('is set by those who lead, of several departments, and everybody once (R-033, R-036)', async () => {
    const { id } = await world.openCase();
    const members = [{ staffId: 'wang', department: 'catering' }, { staffId: 'zhao' }];
    expect(await send(handler, id, 'set-team', { members })).toMatchObject({ status: 403 });
    await done(lead, id, 'set-team', { members });
    const [set] = await latest(id, 'CaseTeamSet');
    expect(set?.data).toMatchObject({ members, setBy: 'staff:zhang' });
    expect(await send(lead, id, 'set-team', { members: [...members, { staffId: 'wang' }] })).toMatchObject({
      status: 422,
      body: problem('member-twice'),
    });
    expect(await send(lead, id, 'set-team', { members: [[]] })).toMatchObject({ status: 400 });
  });
});

describe('supervision', () => {
  it('has what it finds solved by those who lead (R-120, R-122)', async () => {
    const { id } = await world.openCase();
    const auditor: Staff = { id: 'shen', roles: ['auditor'] };
    const problemFound = { kind: 'delay', words: '王小明三天无人联系' };
    expect(await send(handler, id, 'report-problem', problemFound)).toMatchObject({ status: 403 });
    await done(auditor, id, 'report-problem', problemFound);
    expect(await send(auditor, id, 'solve-problem', { problemNo: 1, words: '已联系' })).toMatchObject({ status: 403 });
    expect(await send(lead, id, 'solve-problem', { problemNo: 2, words: '已联系' })).toMatchObject({
      status: 422,
      body: problem('problem-unknown'),
    });
    await done(lead, id, 'solve-problem', { problemNo: 1, words: '已联系王小明' });
    const [, solved] = await latest(id, 'ProblemFound', 'ProblemSolved');
    expect(solved?.data).toMatchObject({ problemNo: 1, solvedBy: 'staff:zhang' });
    expect(await world.outside.storedText()).not.toContain('王小明');
  });
});

describe('a measure', () => {
  it('says who puts it right and by when, in the future (R-051, R-057)', async () => {
    const id = await told({ kind: 'correctiveMeasure', department: 'catering', dueAt: '2999-01-01T08:00:00+08:00' });
    await latest(id, 'FeedbackGiven');
    const proposed = (await world.events(id)).find(({ type }) => type === 'ResolutionPlanProposed');
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
    expect(await world.outside.storedText()).not.toContain('谢谢');
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
    expect((await world.events(id)).at(-1)?.type).toBe('FeedbackGiven');
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
