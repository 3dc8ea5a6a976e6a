import { trackingTokenHash } from '@redress/platform';
import { eventually, realServices, samplePlan, uniqueName } from '@redress/testing';
import { CaseWorld, handler, lead, problem } from './spec-kit/case-world';
import type { Answer, Staff } from './spec-kit/investigation-under-test';

const clerk: Staff = { id: 'sun', roles: ['clerk'] };
const director: Staff = { id: 'zhao', roles: ['siteDirector'] };
const token = 'the-token-of-the-specs';
const authority = [
  { role: 'handler', upTo: 300 },
  { role: 'teamLead', upTo: 900 },
  { role: 'siteDirector', upTo: 20_000 },
];
const plan = { ...samplePlan, authority };

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
  world.send(undefined, id, 'compensation-answer', body, { 'tracking-token': with_ });

const refund = (amountYuan: number) => ({ kind: 'compensation', amountYuan, form: 'refund' });
/** A case whose resolution plan gives these. */
const planned = async (...measures: object[]): Promise<string> => {
  const { id } = await world.investigated({ trackingTokenHash: trackingTokenHash(token) });
  await done(handler, id, 'propose-resolution-plan', { measures, description: '退还王小明的门票款' });
  return id;
};
const offer = { measureNo: 1, medium: 'phone', words: '电话告知王小明退还门票' };
const issue = { offerNo: 1, method: 'originalPayment', reference: '退款至王小明尾号 4321 的账户' };

describe('a compensation', () => {
  it('is offered, accepted with the tracking token alone, and issued, which does its measure (R-052, R-055)', async () => {
    const id = await planned(refund(200));
    await done(handler, id, 'offer-compensation', { ...offer, toldAt: '2026-03-02T10:00:00+08:00' });
    const [offered] = await latest(id, 'CompensationOffered');
    expect(offered?.data).toMatchObject({
      ...{ offerNo: 1, proposalNo: 1, measureNo: 1, amountYuan: 200, form: 'refund', medium: 'phone' },
      toldAt: '2026-03-02T02:00:00.000Z',
      offeredBy: 'staff:li',
    });
    expect(await send(handler, id, 'issue-compensation', issue)).toMatchObject({
      status: 409,
      body: problem('compensation-not-accepted'),
    });
    expect(await answer(id, { offerNo: 1, accepted: true, words: '王小明同意' })).toMatchObject({
      status: 200,
      body: { changed: true },
    });
    expect(await answer(id, { offerNo: 1, accepted: true })).toMatchObject({ status: 200, body: { changed: false } });
    const [accepted] = await latest(id, 'CompensationAccepted');
    expect(accepted?.data).toMatchObject({ offerNo: 1, medium: 'web', recordedBy: 'visitor' });
    await done(handler, id, 'issue-compensation', issue);
    expect(await done(handler, id, 'issue-compensation', issue)).toMatchObject({ changed: false });
    const [issued, measure] = await latest(id, 'CompensationIssued', 'MeasureCompleted');
    expect(issued?.data).toMatchObject({ offerNo: 1, method: 'originalPayment', issuedBy: 'staff:li' });
    expect(measure?.data).toMatchObject({ measureNo: 1, completedBy: 'staff:li' });
    expect(await world.outside.storedText()).not.toContain('王小明');
  });

  it('that was offered is not completed otherwise, and the case stays open until it is issued (R-060)', async () => {
    const id = await planned(refund(200));
    await done(handler, id, 'offer-compensation', offer);
    expect(await send(handler, id, 'complete-measure', { measureNo: 1, note: '已退' })).toMatchObject({
      status: 409,
      body: { ...problem('compensation-was-offered'), details: { offerNo: 1, use: 'issue-compensation' } },
    });
    await done(clerk, id, 'answer-compensation', { offerNo: 1, accepted: true, medium: 'phone', words: '同意' });
    await done(handler, id, 'give-feedback', { feedback: '已商定退款' });
    await done(handler, id, 'evaluate-outcome', { effective: true });
    expect(await send(lead, id, 'close')).toMatchObject({
      status: 409,
      body: { ...problem('measure-open'), details: { measures: [1] } },
    });
    await done(handler, id, 'issue-compensation', { ...issue, issuedAt: '2026-03-03T10:00:00+08:00' });
    await done(lead, id, 'close');
  });

  it('that is refused makes way for another plan, or for the end without it (R-052)', async () => {
    const id = await planned(refund(200));
    await done(handler, id, 'offer-compensation', { measureNo: 1, medium: 'web' });
    expect(await answer(id, { offerNo: 1, accepted: false, words: '太少' })).toMatchObject({ status: 200 });
    const better = { measures: [refund(300)], description: '提高退款' };
    await done(handler, id, 'propose-resolution-plan', better);
    await done(handler, id, 'offer-compensation', offer);
    const [offered] = await latest(id, 'CompensationOffered');
    expect(offered?.data).toMatchObject({ offerNo: 2, proposalNo: 2, amountYuan: 300 });
    const refused = { offerNo: 2, accepted: false, medium: 'meeting', words: '王小明不要钱款，只要道歉' };
    await done(clerk, id, 'answer-compensation', refused);
    expect(await answer(id, { offerNo: 2, accepted: true })).toMatchObject({
      status: 409,
      body: problem('offer-already-answered'),
    });
    await done(handler, id, 'give-feedback', { feedback: '已当面致歉' });
    await done(handler, id, 'evaluate-outcome', { effective: true });
    await done(lead, id, 'close');
  });

  it('is offered and issued by whoever the plan lets give that much (R-053, R-055)', async () => {
    const id = await planned(refund(400));
    const beyond = (limitYuan: number, ...roles: string[]) => ({
      status: 403,
      body: { ...problem('beyond-authority'), details: { limitYuan, roles } },
    });
    const may = beyond(300, 'teamLead', 'siteDirector');
    expect(await send(handler, id, 'offer-compensation', offer)).toMatchObject(may);
    expect(await send(handler, id, 'complete-measure', { measureNo: 1, note: '已退' })).toMatchObject(may);
    await done(lead, id, 'offer-compensation', offer);
    await answer(id, { offerNo: 1, accepted: true });
    expect(await send(handler, id, 'issue-compensation', issue)).toMatchObject(may);
    await done(director, id, 'issue-compensation', issue);
    // What the plan has approved, the approver's authority covers.
    const approved = await planned(refund(800));
    await done(lead, approved, 'approve-resolution-plan', { proposalNo: 1 });
    await done(handler, approved, 'offer-compensation', offer);
  });

  it('of somebody else’s complaint is answered by nobody, and by staff with a role for it', async () => {
    const id = await planned(refund(200));
    await done(handler, id, 'offer-compensation', offer);
    for (const wrong of [
      answer(id, { offerNo: 1, accepted: true }, 'other'),
      answer(id, { offerNo: 1, accepted: true }, ''),
    ])
      expect(await wrong).toMatchObject({ status: 404, body: problem('tracking-unknown') });
    expect(await answer(id, { offerNo: 9, accepted: true })).toMatchObject({
      status: 422,
      body: problem('offer-unknown'),
    });
    const auditor: Staff = { id: 'shen', roles: ['auditor'] };
    for (const [command, body] of [
      ['offer-compensation', offer],
      ['answer-compensation', { offerNo: 1, accepted: true, medium: 'phone', words: '同意' }],
      ['issue-compensation', issue],
    ] as const)
      expect(await send(auditor, id, command, body)).toMatchObject({ status: 403 });
    expect((await world.events(id)).at(-1)?.type).toBe('CompensationOffered');
  });

  it.each([
    ['offer-compensation', { measureNo: 0, medium: 'phone' }, '/measureNo'],
    ['offer-compensation', { measureNo: 1, medium: 'pigeon' }, '/medium'],
    ['offer-compensation', { ...offer, words: ' ' }, '/words'],
    ['offer-compensation', { ...offer, toldAt: '2026-03-02' }, '/toldAt'],
    ['answer-compensation', { offerNo: 1, accepted: true, medium: 'phone' }, '/words'],
    ['answer-compensation', { offerNo: 1, accepted: 'yes', medium: 'phone', words: '同意' }, '/accepted'],
    ['answer-compensation', { offerNo: 1, accepted: true, medium: 'web', words: '同意' }, '/medium'],
    ['issue-compensation', { ...issue, method: 'favour' }, '/method'],
    ['issue-compensation', { offerNo: 1, method: 'cash' }, '/reference'],
    ['propose-resolution-plan', { measures: [{ ...refund(5), form: 'coin' }], description: '退' }, '/measures/0/form'],
    ['propose-resolution-plan', { measures: [refund(100_000_001)], description: '退' }, '/measures/0/amountYuan'],
  ])('%s with %j is refused and says where', async (command, body, pointer) => {
    const refused = await send(handler, '0197f0c2-0000-7000-8000-000000000001', command, body);
    expect(refused).toMatchObject({ status: 400, body: problem('validation-failed') });
    expect(JSON.stringify(refused.body)).toContain(pointer);
  });

  it('has its form and its amount, which nothing else has', async () => {
    const { id } = await world.investigated();
    const propose = (measure: object) =>
      send(handler, id, 'propose-resolution-plan', { measures: [measure], description: '致歉' });
    expect(await propose({ kind: 'apology', form: 'gift' })).toMatchObject({
      status: 422,
      body: problem('form-without-compensation'),
    });
  });
});
