import { parse } from 'csv-parse/sync';
import { eventually, realServices, uniqueName } from '@redress/testing';
import { mostListed } from './queries/listed-complaints';
import { printedPages } from './spec-kit/printed-pages';
import { clerk, ProjectionUnderTest, type StaffClaims } from './spec-kit/projection-under-test';
import { SampleComplaint } from './spec-kit/sample-commits';

const planner: StaffClaims = { staffId: 'p1', roles: ['planner'] };
const path = '/api/v1/complaints/export';
const report = '/api/v1/statistics/report';

describe('lists and figures as files, from the service', () => {
  let service: ProjectionUnderTest;
  const made: SampleComplaint[] = [];
  const numbered = (n: number, siteId = 'main', text?: string): SampleComplaint => {
    const one = new SampleComplaint(`${siteId.toUpperCase()}-2026-${String(n).padStart(6, '0')}-1`, siteId, text);
    service.owners.know(one.key);
    return one;
  };
  const publish = async (...complaints: SampleComplaint[]): Promise<void> => {
    const last = complaints.at(-1);
    await service.publish(...complaints.flatMap((one) => one.commits.splice(0)));
    const siteId = last?.siteId ?? 'main';
    await eventually(
      async () =>
        expect((await service.get<{ total: number }>('/api/v1/counters', { ...clerk, siteId })).body).toMatchObject({
          total: complaints.length,
        }),
      { timeoutMs: 120_000 },
    );
  };
  const listed = async (query: string, staff: StaffClaims = clerk) => {
    const { status, headers, bytes } = await service.download(`${path}?${query}`, staff);
    expect([status, headers.get('content-type')]).toEqual([200, 'text/csv; charset=utf-8']);
    const text = Buffer.from(bytes).toString();
    return {
      text,
      headers,
      numbers: parse<Record<string, string>>(text, { bom: true, columns: true }).map((row) => row['投诉编号']),
    };
  };

  beforeAll(async () => {
    service = await ProjectionUnderTest.start(realServices(), uniqueName('x'));
    made.push(
      numbered(1).registered(1).classified(1, 'P3').watched(1, 300),
      numbered(2).registered(2, { place: 'lotus' }).classified(2, 'P1', 'severe').watched(2, 200).breached(200),
      numbered(3).registered(3, { channel: 'hotline', place: 'lotus' }).verified(4, false).declined(6),
    );
    await publish(...made);
  }, 180_000);
  afterAll(() => service.stop(), 60_000);

  it('list what the list shows, by the same filters, in the order of receipt and of one site only (R-108)', async () => {
    const { numbers, headers, text } = await listed('');
    expect(numbers).toEqual(made.map(({ no }) => no));
    expect(headers.get('content-disposition')).toMatch(
      /^attachment; filename="complaints-\d{4}-\d\d-\d\d\.csv"; filename\*=UTF-8''%/,
    );
    for (const hidden of ['王女士', '13800000000', '不新鲜']) expect(text).not.toContain(hidden);
    expect((await listed('priority=P1')).numbers).toEqual([made[1]?.no]);
    expect((await listed('overdue=true')).numbers).toEqual([made[1]?.no]);
    expect((await listed('open=false&channel=hotline')).numbers).toEqual([made[2]?.no]);
    expect((await listed('q=main-2026-000002')).numbers).toEqual([made[1]?.no]);
    expect((await listed('', { ...clerk, siteId: 'north' })).numbers).toEqual([]);
  });

  it('find words in texts for those alone who may read them (R-108)', async () => {
    await eventually(async () => expect((await listed('q=饭菜')).numbers).toHaveLength(3));
    expect((await listed('q=饭菜', planner)).numbers).toEqual([]);
  });

  it.each(['limit=1', 'cursor=x', 'sort=dueAt', 'status=lost'])('refuse %s', async (query) =>
    expect((await service.get(`${path}?${query}`)).status).toBe(400),
  );

  it('hold every complaint once over many pages, and refuse more than one file may hold', async () => {
    const many = Array.from({ length: 450 }, (_, n) => numbered(n, 'many').registered(n));
    await publish(...many);
    const { numbers } = await listed('', { ...clerk, siteId: 'many' });
    expect(numbers).toEqual(many.map(({ no }) => no));
    expect(mostListed).toBe(10_000);
  });

  it('report a month as workbook or pages, to those who lead (R-113, R-116)', async () => {
    const book = await service.download(`${report}?month=2026-03`, planner);
    expect([book.status, Buffer.from(book.bytes).subarray(0, 2).toString()]).toEqual([200, 'PK']);
    expect(book.headers.get('content-type')).toBe('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet');
    expect(book.headers.get('content-disposition')).toContain('filename="complaint-report-2026-03.xlsx"');
    const pages = await service.download(`${report}?month=2026-03&format=pdf`, planner, { 'accept-language': 'en' });
    expect(pages.headers.get('content-type')).toBe('application/pdf');
    const text = (await printedPages(pages.bytes)).join('');
    for (const said of ['Monthlyreportoncomplaints', 'Complaints3', 'hotline']) expect(text).toContain(said);
    expect((await service.get(`${report}?month=2026-03`)).status).toBe(403);
    for (const wrong of ['', 'month=2026-13', 'month=2026-03&format=doc'])
      expect((await service.get(`${report}?${wrong}`, planner)).status).toBe(400);
  });
});
