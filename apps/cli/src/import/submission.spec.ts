import { readRow, rowKey } from './submission';

const row = (values: Record<string, string>, uneven = false) => readRow({ values, uneven });

describe('the complaint in a row', () => {
  it('is its text, and what else is filled', () => {
    expect(
      row({ text: ' 排队两小时 ', site: 'A01', aspect: 'service', channel: '', date: '2015-01-02', star: '1' }),
    ).toEqual({
      ok: true,
      submission: { text: ' 排队两小时 ', place: 'A01', category: 'service', date: '2015-01-02' },
    });
    expect(row({ text: 'x' })).toEqual({ ok: true, submission: { text: 'x' } });
  });

  it('takes the category before the aspect', () => {
    expect(row({ text: 'x', category: 'food', aspect: 'service' })).toMatchObject({ submission: { category: 'food' } });
  });

  it.each([
    [{ text: '  ' }, 'text', 'text-missing'],
    [{ text: '长'.repeat(5_001) }, 'text', 'text-too-long'],
    [{ text: 'x', site: '北 门' }, 'site', 'site-invalid'],
    [{ text: 'x', aspect: '服务' }, 'aspect', 'category-invalid'],
    [{ text: 'x', category: 'a b' }, 'category', 'category-invalid'],
    [{ text: 'x', channel: 'pigeon' }, 'channel', 'channel-unknown'],
    [{ text: 'x', date: '2026-02-30' }, 'date', 'date-invalid'],
    [{ text: 'x', date: '2026-02-03T08:00:00' }, 'date', 'date-invalid'],
    [{ text: 'x', date: 'yesterday' }, 'date', 'date-invalid'],
  ])('is none in %j', (values, column, fault) => expect(row(values)).toEqual({ ok: false, column, fault }));

  it('is as long as intake takes at most', () => expect(row({ text: '长'.repeat(5_000) })).toMatchObject({ ok: true }));
  it('is none in a row of another width', () =>
    expect(row({ text: 'x' }, true)).toEqual({ ok: false, column: '', fault: 'uneven-row' }));
});

describe('the key of a row', () => {
  const key = (source: string, no: number, text: string): string => rowKey(source, { no, values: { text } });
  it('is the same for the same row of the same file', () => expect(key('a.csv', 1, 'x')).toBe(key('a.csv', 1, 'x')));
  it('is another one for another row, text or file', () =>
    expect(new Set([key('a.csv', 1, 'x'), key('a.csv', 2, 'x'), key('a.csv', 1, 'y'), key('b.csv', 1, 'x')]).size).toBe(
      4,
    ));
  it('fits an Idempotency-Key', () => expect(key('a.csv', 1, 'x')).toMatch(/^[\x21-\x7e]{1,120}$/));
});
