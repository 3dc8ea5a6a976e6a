import { seal } from '@redress/personal-data';
import { textSignature } from '@redress/plan-rules';
import { eventually, realServices, uniqueName } from '@redress/testing';
import { clerk, ProjectionUnderTest, type StaffClaims } from './spec-kit/projection-under-test';
import { at, SampleComplaint } from './spec-kit/sample-commits';

interface Offered {
  readonly complaintId: string;
  readonly because: readonly string[];
  readonly similarity?: number;
}
interface Group {
  readonly items: readonly Offered[];
  readonly more: boolean;
}
interface Offers {
  readonly duplicates: Group;
  readonly samePerson?: Group;
  readonly samePlace: Group;
}

const text = '游船严重超载，没有救生衣，工作人员态度恶劣，我们要求道歉并退票';
const similar = '游船严重超载，没有救生衣，工作人员态度恶劣，我们要求退票并道歉';
const auditor: StaffClaims = { staffId: 'a1', roles: ['auditor'] };
const day = 1440;

describe('what may have to do with a complaint (R-011, R-020)', () => {
  let service: ProjectionUnderTest;
  let serial = 0;
  const complaint = (minute: number, words: string, stated: object = {}, contact: object = {}, siteId = 'main') => {
    serial += 1;
    const one = new SampleComplaint(`MAIN-2026-00008${serial}-1`, siteId, words);
    service.owners.know(one.key);
    return one.registered(minute, {
      textSignature: textSignature(words),
      complainant: seal(one.key, contact),
      ...stated,
    });
  };
  const publish = async (...all: readonly SampleComplaint[]): Promise<string> => {
    const commits = all.flatMap((one) => one.commits.splice(0));
    await service.publish(...commits);
    return commits.map(({ envelope: { streamId, version } }) => `atLeast=${streamId}@${version}`).join('&');
  };
  const related = async (one: SampleComplaint, query: string, staff = clerk): Promise<Offers> => {
    const { status, body } = await service.get<Offers>(`/api/v1/complaints/${one.id}/related?${query}`, staff);
    expect(status).toBe(200);
    return body;
  };
  const idsOf = ({ items }: Group) => items.map(({ complaintId }) => complaintId);

  beforeAll(async () => {
    service = await ProjectionUnderTest.start(realServices(), uniqueName('p'));
  }, 120_000);
  afterAll(() => service.stop(), 60_000);

  it('is what reads alike, with why, of the same site and within the days asked for', async () => {
    const one = complaint(40 * day, text, { place: 'pier' });
    const twin = complaint(40 * day + 5, similar, { place: 'pier' });
    const same = complaint(39 * day, text);
    const others = [
      complaint(40 * day, '停车场收费太贵，出口排队一个小时，指示牌看不清楚，希望改进'),
      complaint(40 * day, text, {}, {}, 'north'),
      complaint(1, text),
    ];
    const seen = await publish(one, twin, same, ...others);
    const { duplicates, samePlace } = await related(one, seen);
    expect(duplicates.items).toMatchObject([
      { complaintId: same.id, similarity: 1, because: ['sameText'], status: 'registered', open: true },
      { complaintId: twin.id, because: ['similarText', 'samePlace'] },
    ]);
    expect(duplicates.more).toBe(false);
    expect(samePlace.items).toMatchObject([{ complaintId: twin.id, because: ['samePlace'] }]);
    expect(idsOf((await related(one, 'days=60')).duplicates)).toHaveLength(3);
    expect((await related(one, 'limit=1')).duplicates).toMatchObject({ items: [{ complaintId: same.id }], more: true });
    const detail = await service.get<object>(`/api/v1/complaints/${one.id}`);
    expect(JSON.stringify(detail.body)).not.toContain('textSignature');
  });

  it('is nothing to a member of staff whom the other one names, and nothing of another site', async () => {
    const words = '缆车停运三小时没有广播通知，老人孩子在寒风里等待无人过问';
    const one = complaint(5, words);
    const naming = complaint(6, words).verified(7).accepted(8).assigned(9).naming(10, 'c9');
    const seen = await publish(one, naming);
    expect(idsOf((await related(one, seen)).duplicates)).toEqual([naming.id]);
    expect(idsOf((await related(one, '', { ...clerk, staffId: 'c9' })).duplicates)).toEqual([]);
    const path = `/api/v1/complaints/${one.id}/related`;
    expect((await service.get(path, { ...clerk, siteId: 'north' })).status).toBe(404);
    expect((await service.get(`${path}?days=0`)).status).toBe(400);
    expect((await service.get(`${path}?limit=51`)).status).toBe(400);
  });

  it('is what the same person complained of before, found by phone or e-mail as long as the person is known', async () => {
    const phone = '138 1234 5678';
    const one = complaint(100, '厕所没有纸', {}, { name: '王小明', phone });
    const before = complaint(20, '讲解听不清', {}, { phone: '+86 13812345678', email: 'wang@visitor.example' });
    const stranger = complaint(30, '门票太贵', {}, { name: '王小明', phone: '13900000000' });
    const elsewhere = complaint(30, '没有停车位', {}, { phone }, 'north');
    const seen = await publish(one, before, stranger, elsewhere);
    await eventually(async () =>
      expect((await related(one, seen)).samePerson?.items).toMatchObject([
        { complaintId: before.id, because: ['samePerson'], receivedAt: at(20) },
      ]),
    );
    expect(await related(one, seen, auditor)).not.toHaveProperty('samePerson');
    const asked = { text: '又没有纸', contact: { email: 'WANG@visitor.example' } };
    const { body } = await service.post<Offers>('/api/v1/complaints/similar', asked);
    expect(idsOf(body.samePerson ?? { items: [], more: false })).toEqual([before.id]);
    service.owners.erase(before.key);
    await service.publish(before.erased(200));
    await eventually(async () => expect((await related(one, seen)).samePerson?.items).toEqual([]));
    expect(await service.storedText()).not.toMatch(/13812345678|wang@visitor\.example/);
  });

  it('is offered before a complaint is registered, to those who enter it, and nothing of it is kept', async () => {
    const words = '酒店房间漏水严重前台拒绝换房还要求我们自己承担清洁费用';
    const known = complaint(50, words, { place: 'hotel' });
    const gate = complaint(60, '大堂没有座位', { place: 'hotel' });
    const seen = await publish(known, gate);
    const asked = { text: `${words}！`, place: 'hotel', receivedAt: at(70) };
    const similarTo = (staff = clerk) => service.post<Offers>(`/api/v1/complaints/similar?${seen}`, asked, staff);
    const { status, body } = await similarTo();
    expect(status).toBe(200);
    expect(body.duplicates.items).toMatchObject([{ complaintId: known.id, because: ['sameText', 'samePlace'] }]);
    expect(idsOf(body.samePlace)).toEqual([gate.id, known.id]);
    expect(body.samePerson).toEqual({ items: [], more: false });
    expect((await similarTo(auditor)).status).toBe(403);
    expect((await service.post('/api/v1/complaints/similar', { text: ' ' })).status).toBe(400);
    expect((await service.post('/api/v1/complaints/similar', { text: words, contact: [] })).status).toBe(400);
  });
});
