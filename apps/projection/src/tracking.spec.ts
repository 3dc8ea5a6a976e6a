import { eventually, realServices, uniqueName } from '@redress/testing';
import { clerk, ProjectionUnderTest } from './spec-kit/projection-under-test';
import { at, SampleComplaint } from './spec-kit/sample-commits';

type Answered = Readonly<Record<string, unknown>>;

describe('tracking', () => {
  let service: ProjectionUnderTest;
  const numbered = (n: number): SampleComplaint => {
    const made = new SampleComplaint(`MAIN-2026-${String(30 + n).padStart(6, '0')}-1`);
    service.owners.know(made.key);
    return made;
  };
  const track = (number: string, headers: Record<string, string>) =>
    service.get<Answered>(`/api/v1/tracking/${number}`, clerk, headers);
  /** Publishes and waits until the models have it. */
  const published = async (one: SampleComplaint): Promise<Answered> => {
    const commits = one.commits.splice(0);
    await service.publish(...commits);
    const query = commits.map(({ envelope: { streamId, version } }) => `atLeast=${streamId}@${version}`).join('&');
    return eventually(async () => {
      const { body, status, headers } = await track(`${one.no}?${query}`, { 'tracking-token': one.trackingToken });
      expect([status, headers.get('redress-lag')]).toEqual([200, null]);
      return body;
    });
  };

  beforeAll(async () => {
    service = await ProjectionUnderTest.start(realServices(), uniqueName('p'));
  }, 120_000);
  afterAll(() => service.stop(), 60_000);

  it('tells the holder of the token where the complaint stands, without personal data', async () => {
    const one = numbered(0).registered(1).classified(1).watched(1, 300);
    expect(await published(one)).toEqual({
      complaintId: one.id,
      complaintNo: one.no,
      status: 'registered',
      stage: 'acceptance',
      receivedAt: at(1),
      promise: { deadline: 'acceptance', by: at(300) },
      next: { zh: expect.stringContaining('已登记') as string, en: expect.any(String) as string },
      round: 1,
    });
  });

  it('gives the same answer for a wrong number, a wrong token and none', async () => {
    const one = numbered(1).registered(1);
    await published(one);
    const asked = [
      [one.no, { 'tracking-token': 'wrong' }],
      ['MAIN-2026-999999-9', { 'tracking-token': one.trackingToken }],
      [one.no, {}],
    ] as const;
    for (const [number, headers] of asked) {
      const { body, status } = await track(number, { ...headers });
      expect([status, body['type']]).toEqual([404, 'urn:redress:problem:tracking-unknown']);
    }
  });

  it('gives the complainant the result to read, and until when an answer counts (R-065, R-068, R-107)', async () => {
    const one = numbered(2).registered(1).verified(2).accepted(3).assigned(4).investigated(5).adopted(6);
    expect(await published(one)).not.toHaveProperty('result');
    const result = { text: '已赔偿', toldAt: at(7), answerBy: at(900) };
    expect(await published(one.informedUntil(7, 900))).toMatchObject({ stage: 'outcomeEvaluation', result });
    expect(await published(one.answered(8, true))).toMatchObject({
      status: 'closed',
      result: { ...result, satisfied: true },
    });
  });

  it('shows another round as open again, without the result that did not satisfy (R-069)', async () => {
    const one = numbered(3).registered(1).verified(2).accepted(3).assigned(4).investigated(5).adopted(6);
    const again = await published(one.informedUntil(7, 900).answered(8, false));
    expect(again).toMatchObject({ status: 'accepted', stage: 'resolutionPlan', round: 2 });
    expect(again).not.toHaveProperty('result');
  });

  it('shows what the complainant is asked, until it is answered or the complaint is over (R-014)', async () => {
    const one = numbered(5).registered(1).verified(2).asked(3, 900);
    const question = { questionNo: 1, text: '请补充门票照片', answerBy: at(900) };
    expect(await published(one)).toMatchObject({ question });
    expect(await published(one.questionAnswered(4))).not.toHaveProperty('question');
    expect(await published(one.asked(5, 900, 2))).toMatchObject({ question: { ...question, questionNo: 2 } });
    expect(await published(one.declined(6))).not.toHaveProperty('question');
  });

  it('shows what is offered until it comes to nothing, without what staff noted of it (R-052, R-055)', async () => {
    const one = numbered(7).registered(1).verified(2).accepted(3).assigned(4).investigated(5).proposed(6).adopted(6);
    expect(await published(one)).not.toHaveProperty('offers');
    const offer = { offerNo: 1, amountYuan: 1200, form: 'refund', toldAt: at(7) };
    expect((await published(one.offered(7)))['offers']).toEqual([{ ...offer, state: 'offered' }]);
    const answered = { ...offer, answeredAt: at(8) };
    expect((await published(one.decided(8, true)))['offers']).toEqual([{ ...answered, state: 'accepted' }]);
    expect((await published(one.issued(9, 1, 1)))['offers']).toEqual([
      { ...answered, state: 'issued', issuedAt: at(9) },
    ]);
    const gone = numbered(8).registered(1).verified(2).accepted(3).assigned(4).investigated(5).proposed(6).adopted(6);
    expect(await published(gone.offered(7).informed(8).answered(9, false))).not.toHaveProperty('offers');
  });

  describe('of a complaint that is merged into another (R-020)', () => {
    const words = '王女士，已赔偿您，详情请致电 13800000000。';
    const pair = (n: number, text = words) => {
      const leading = numbered(n).registered(1).verified(2).accepted(3).assigned(4).investigated(5).adopted(6);
      return { leading: leading.informedUntil(7, 900, text), own: numbered(n + 1).registered(2) };
    };

    it('shows the state and the result of the one that answers, and nobody\u2019s name', async () => {
      const { leading, own } = pair(50);
      await published(leading);
      expect(await published(own.mergedInto(8, leading))).toEqual({
        complaintId: own.id,
        complaintNo: own.no,
        status: 'accepted',
        stage: 'outcomeEvaluation',
        receivedAt: at(2),
        next: { zh: expect.stringContaining('合并办理') as string, en: expect.any(String) as string },
        round: 1,
        merged: true,
        result: { text: '***，已赔偿您，详情请致电 ***。', toldAt: at(7) },
      });
      expect(await published(leading.answered(9, true))).toMatchObject({ status: 'closed' });
      const { body } = await track(own.no, { 'tracking-token': own.trackingToken });
      expect(body).toMatchObject({ status: 'closed', merged: true, result: { toldAt: at(7) } });
      expect(body['result']).not.toHaveProperty('satisfied');
    });

    it('shows no text where it cannot be known whose name is in it', async () => {
      const { leading, own } = pair(60);
      service.owners.erase(leading.key);
      await published(leading);
      expect(await published(own.mergedInto(8, leading))).toMatchObject({ result: { text: null, toldAt: at(7) } });
    });

    it('says no more than that it is merged while the other ends for its own complainant alone, then goes its own way', async () => {
      const leading = numbered(70).registered(1);
      const own = numbered(71).registered(2);
      await published(leading.withdrawn(3));
      const meanwhile = await published(own.mergedInto(3, leading));
      expect(meanwhile).toMatchObject({ status: 'merged', stage: 'ended', merged: true });
      const again = await published(own.unmerged(4, leading));
      expect(again).toMatchObject({ status: 'registered', stage: 'acceptance' });
      expect(again).not.toHaveProperty('merged');
    });
  });

  it('shows no text of a person whose data was erased', async () => {
    const one = numbered(4).registered(1).verified(2).accepted(3).assigned(4).investigated(5).adopted(6);
    service.owners.erase(one.key);
    expect(await published(one.informed(7))).toMatchObject({ result: { text: null, toldAt: at(7) } });
  });
});
