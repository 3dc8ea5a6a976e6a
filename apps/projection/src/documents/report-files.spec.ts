import { strFromU8, unzipSync } from 'fflate';
import { Readable } from 'node:stream';
import { buffer, text as textOf } from 'node:stream/consumers';
import { parse } from 'csv-parse/sync';
import { PdfRenderer } from '../pdf/pdf-renderer';
import type { ComplaintItem } from '../queries/complaint-item';
import { monthOf } from '../queries/month';
import { statisticsBy } from '../queries/statistics';
import type { StatisticsRow } from '../queries/statistics-row';
import { printedPages } from '../spec-kit/printed-pages';
import { at } from '../spec-kit/sample-commits';
import { complaintList } from './complaint-list';
import { monthlyReport, reportGroupings, type MonthlyFigures } from './monthly-report';
import { Phrases } from './phrases';
import { reportPages, workbook } from './report-files';

const names = { categories: { food: { zh: '餐饮与食品', en: 'Food' } } };
const phrases = new Phrases('zh', names, 'hidden');
const printing = { title: '投诉统计月报', number: '2026-03', siteId: 'main', printedAt: at(0), printedBy: '王办' };

const row = (more: Partial<StatisticsRow>): StatisticsRow => ({
  status: 'accepted',
  open: true,
  escalationsRaised: 0,
  round: 1,
  channel: 'hotline',
  category: 'food',
  sections: {},
  ...more,
});
const figures = async (rows: readonly StatisticsRow[]): Promise<MonthlyFigures> => ({
  ...(await statisticsBy(Readable.from(rows), reportGroupings)),
  recurring: { items: [{ category: 'food', place: 'lotus', complaints: 3, complaintsBefore: 1 }], more: 2 },
});
const rows = [
  row({ satisfied: true, round: 2 }),
  row({ satisfied: false, rootCause: '=HYPERLINK("http://x")' }),
  row({ channel: 'web', status: 'closed', open: false }),
];

describe('the monthly report (R-113, R-116)', () => {
  it('counts the month whole and by everything it is asked by', async () => {
    const tables = monthlyReport(await figures(rows), phrases);
    const shown = (title: string) => tables.find((table) => table.title === title)?.rows;
    const number = (value: number | undefined, as = 'count') => ({ value, as });
    expect(shown('总体情况')).toEqual(
      expect.arrayContaining([
        ['投诉件数', number(3)],
        ['重新办理率', number(1 / 3, 'rate')],
        ['满意率', number(0.5, 'rate')],
      ]),
    );
    expect(shown('办理状态')).toEqual([
      ['办理中', number(2)],
      ['已办结', number(1)],
    ]);
    expect(shown('按受理渠道')?.map(([name, count]) => [name, count])).toEqual([
      ['热线电话', number(2)],
      ['网页', number(1)],
    ]);
    expect(shown('按投诉类别')?.[0]?.[0]).toBe('餐饮与食品');
    expect(shown('按事发地点')?.[0]?.[0]).toBe('未记录');
    expect(shown('各环节时限')?.[0]).toEqual([
      '受理',
      number(0),
      number(0),
      number(undefined, 'rate'),
      number(undefined, 'hours'),
      number(undefined, 'hours'),
    ]);
  });

  it('points out what recurs, and that there is more (R-114)', async () => {
    const tables = monthlyReport(await figures(rows), phrases);
    expect(tables.at(-1)).toMatchObject({ more: 2, rows: [['餐饮与食品', 'lotus', { value: 3 }, { value: 1 }]] });
  });

  it('is a workbook of words and numbers, in which nothing is a formula', async () => {
    const book = await workbook(monthlyReport(await figures(rows), phrases), printing, phrases);
    const files = Object.entries(unzipSync(new Uint8Array(book))).map(([name, bytes]) => [name, strFromU8(bytes)]);
    const all = files.map(([, text]) => text).join('\n');
    for (const said of ['投诉统计月报', '按受理渠道', '热线电话', '反复发生的问题', '另有 2 项未列出。', '=HYPERLINK('])
      expect(all).toContain(said);
    expect(files.filter(([name]) => /worksheets\/sheet\d+\.xml/.test(name ?? ''))).toHaveLength(11);
    expect(all).not.toMatch(/<f[ >]/);
  });

  it('is pages as well', async () => {
    const renderer = new PdfRenderer(50_000);
    try {
      const pdf = await renderer.render(reportPages(monthlyReport(await figures([]), phrases), printing, phrases));
      const text = (await printedPages(pdf)).join('');
      for (const said of ['投诉统计月报', '2026-03', '各环节时限', '本期没有。', '另有2项未列出。'])
        expect(text).toContain(said);
    } finally {
      await renderer.onApplicationShutdown();
    }
  });

  it('covers a month of legal time, over the end of a year', () => {
    expect(monthOf('2026-12')).toEqual({
      from: '2026-11-30T16:00:00.000Z',
      before: '2026-12-31T16:00:00.000Z',
      earlier: '2026-10-31T16:00:00.000Z',
    });
    expect(monthOf('2027-01').earlier).toBe('2026-11-30T16:00:00.000Z');
  });
});

describe('the list as CSV', () => {
  const item = (more: Partial<ComplaintItem>): ComplaintItem =>
    ({
      complaintNo: 'MAIN-2026-000001-1',
      receivedAt: at(1),
      channel: 'web',
      status: 'registered',
      stage: 'acceptance',
      teamIds: [],
      overdue: [],
      round: 1,
      ...more,
    }) as unknown as ComplaintItem;
  const written = async (...items: ComplaintItem[]): Promise<string> =>
    (await buffer(complaintList(Readable.from(items), phrases))).toString();

  it('has a header, words for codes, and times that sort', async () => {
    const text = await written(item({ category: 'food', teamIds: ['li', 'zhou'], overdue: ['acceptance'] }));
    expect(text.startsWith('\ufeff投诉编号,收到时间,')).toBe(true);
    const [line] = parse<Record<string, string>>(text, { bom: true, columns: true });
    expect(line).toMatchObject({
      投诉编号: 'MAIN-2026-000001-1',
      收到时间: '2026-03-02 09:01',
      受理渠道: '网页',
      类别: '餐饮与食品',
      调查人员: 'li zhou',
      已逾期环节: '受理',
    });
  });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '＝1'])('holds no formula: %j', async (text) => {
    const csv = await written(item({ outsideNumber: text, rootCause: text }));
    const [line] = parse<Record<string, string>>(csv, { bom: true, columns: true });
    expect(line).toMatchObject({ 转来编号: `'${text}`, 根本原因: `'${text}` });
  });

  it('ends with the reading that fails, and not as if it were whole', async () => {
    const failing = async function* () {
      yield item({});
      await Promise.resolve();
      throw new Error('the store is gone');
    };
    await expect(textOf(complaintList(failing(), phrases))).rejects.toThrow('the store is gone');
  });
});
