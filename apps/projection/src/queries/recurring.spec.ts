import { Readable } from 'node:stream';
import { recurringIn, type Pattern } from './recurring';

const each = (...rows: Pattern[]): AsyncIterable<Pattern> => Readable.from(rows);
const hygiene: Pattern = { category: 'food', place: 'hill-restaurant', rootCause: 'hygiene' };
const queue: Pattern = { category: 'service', place: 'north-gate' };

describe('what is complained of again and again (R-114)', () => {
  it('is a category with its place, and with its cause, the most frequent first', async () => {
    const now = each(hygiene, hygiene, { ...hygiene, place: 'lake-restaurant' }, queue, queue, queue, queue);
    expect(await recurringIn(now, each(hygiene, queue), 3)).toEqual({
      items: [
        { category: 'service', place: 'north-gate', complaints: 4, complaintsBefore: 1 },
        { category: 'food', rootCause: 'hygiene', complaints: 3, complaintsBefore: 1 },
      ],
      more: 0,
    });
  });

  it('is nothing that was seldom, or of which neither place nor cause is known', async () =>
    expect(await recurringIn(each(hygiene, { category: 'food' }, {}, { place: 'x' }), each(), 2)).toEqual({
      items: [],
      more: 0,
    }));

  it('counts what was merged once, with the complaint that leads (R-020)', async () => {
    const merged = { ...queue, status: 'merged' } as const;
    expect((await recurringIn(each(queue, merged, merged), each(), 2)).items).toEqual([]);
  });

  it('says how many are not shown', async () => {
    const many = Array.from({ length: 130 }, (_, n) => ({ category: 'food', place: `p${n}` }));
    const { items, more } = await recurringIn(each(...many), each(), 1);
    expect([items.length, more]).toEqual([100, 30]);
  });
});
