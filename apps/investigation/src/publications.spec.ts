import { eventually, realServices, samplePlan, uniqueName } from '@redress/testing';
import { CaseWorld, handler, lead, problem } from './spec-kit/case-world';

const about = { title: '关于服务态度投诉的处理情况', text: '经查属实，已对当班人员培训，服务热线 400-123-4567。' };

let world: CaseWorld;
beforeAll(async () => {
  world = await CaseWorld.start({ ...realServices(), name: uniqueName('inv') }, samplePlan, eventually);
});
afterAll(() => world.stop());

/** A complaint whose result was told, by a person of this name. */
const told = async (): Promise<{ id: string; personId: string }> => {
  const { id, personId } = await world.investigated({ contact: { name: '王小明', phone: '010-62781234' } });
  await world.done(handler, id, 'propose-resolution-plan', { measures: [{ kind: 'apology' }], description: '道歉' });
  await world.done(handler, id, 'give-feedback', { feedback: '已向您说明。' });
  return { id, personId };
};

describe('making public how a complaint was handled (R-106)', () => {
  it('is for those who lead, after the complainant has heard it', async () => {
    const { id } = await world.investigated();
    expect(await world.send(handler, id, 'publish-result', about)).toMatchObject({ status: 403 });
    expect(await world.send(lead, id, 'publish-result', about)).toMatchObject({
      status: 409,
      body: problem('result-not-told'),
    });
  });

  it('is not for whom the complaint names (R-048)', async () => {
    const { id } = await told();
    await world.done({ id: 'wu', roles: ['siteDirector'] }, id, 'name-respondent', { staffId: lead.id });
    const barred = { status: 403, body: problem('actor-is-named') };
    expect(await world.send(lead, id, 'publish-result', about)).toMatchObject(barred);
    expect(await world.send(lead, id, 'withdraw-publication', { reason: '有误' })).toMatchObject(barred);
  });

  it('says what was found, can be taken back, and said again', async () => {
    const { id } = await told();
    await world.done(lead, id, 'publish-result', about);
    const [published] = await world.latest(id, 'ResultPublished');
    expect(published?.data).toMatchObject({
      ...about,
      publicationNo: 1,
      substantiated: true,
      publishedBy: 'staff:zhang',
    });
    await world.done(lead, id, 'withdraw-publication', { reason: '王小明来电要求更正' });
    await world.done(lead, id, 'publish-result', about);
    const [, again] = await world.latest(id, 'PublicationWithdrawn', 'ResultPublished');
    expect(again?.data).toMatchObject({ publicationNo: 2 });
    expect(await world.outside.storedText()).not.toContain('王小明');
  });

  it('holds no personal data, neither by its form nor that of the complainant, and says where (R-110)', async () => {
    const { id } = await told();
    const text = '王小明来电 010-62781234，手机13812345678，已退款。';
    const answer = await world.send(lead, id, 'publish-result', { ...about, text });
    expect(answer).toMatchObject({
      status: 422,
      body: {
        ...problem('personal-data-in-text'),
        details: {
          found: [
            { pointer: '/text', kind: 'contact', start: 0, end: 3 },
            { pointer: '/text', kind: 'contact', start: 6, end: 18 },
            { pointer: '/text', kind: 'mobile', start: 21, end: 32 },
          ],
        },
      },
    });
    expect(JSON.stringify(answer.body)).not.toContain('王小明');
  });

  it('refuses empty words, and taking back what was never said', async () => {
    const { id } = await told();
    expect(await world.send(lead, id, 'publish-result', { ...about, text: ' ' })).toMatchObject({ status: 400 });
    expect(await world.send(lead, id, 'withdraw-publication', { reason: '有误' })).toMatchObject({
      status: 404,
      body: problem('publication-unknown'),
    });
  });
});
