import { openTestDatabase, type TestDatabase } from '@redress/testing';
import { MongoParkingLot, ParkingFull, type ParkedMessage } from './index';

const message = (key: string, offset: number, part: Partial<ParkedMessage> = {}): ParkedMessage => ({
  group: 'g',
  key,
  streamId: `complaint-${key}`,
  version: offset,
  topic: 't',
  partition: 0,
  offset: String(offset),
  headers: { ce_id: `c-${offset}` },
  value: '{}',
  reason: 'PoisonMessage',
  attempts: 3,
  parkedAt: '2026-11-24T08:00:00.000Z',
  ...part,
});

describe('the parking lot', () => {
  let database: TestDatabase;
  let lot: MongoParkingLot;

  beforeEach(async () => {
    database = await openTestDatabase();
    lot = new MongoParkingLot(database.connection, { perKey: 3, keys: 2 });
    await lot.prepare();
  });
  afterEach(() => database.drop());

  it('keeps the messages of a key as they lay on the topic, offsets in number order', async () => {
    for (const offset of [10, 9, 100]) await lot.park(message('a', offset));
    expect((await lot.ofKey('g', 'a')).map(({ offset }) => offset)).toEqual(['9', '10', '100']);
    expect(await lot.ofKey('g', 'a')).toContainEqual(message('a', 9));
    expect((await lot.ofKey('g', 'a', 2)).map(({ offset }) => offset)).toEqual(['9', '10']);
  });

  it('puts the topic first that was parked first, each by its own offsets', async () => {
    const at = (second: number) => ({ parkedAt: `2026-11-24T08:00:0${second}.000Z` });
    await lot.park(message('a', 50, { topic: 'u', ...at(1) }));
    await lot.park(message('a', 7, { ...at(2) }));
    await lot.park(message('a', 51, { topic: 'u', ...at(3) }));
    expect((await lot.ofKey('g', 'a')).map(({ topic, offset }) => topic + offset)).toEqual(['u50', 'u51', 't7']);
    expect((await lot.skip('g', 'a', 'staff:it', 'x'))?.offset).toBe('50');
  });

  it('keeps headers of any name', async () => {
    const headers = { 'a.b': '1', $c: '2', '': '3', 'd\0': '4' };
    await lot.park(message('a', 1, { headers }));
    expect((await lot.ofKey('g', 'a'))[0]?.headers).toEqual(headers);
  });

  it('parks a redelivered message once', async () => {
    await lot.park(message('a', 1));
    await lot.park(message('a', 1, { attempts: 9 }));
    expect(await lot.ofKey('g', 'a')).toEqual([message('a', 1)]);
  });

  it('names the parked keys of each group apart', async () => {
    await lot.park(message('a', 1));
    await lot.park(message('b', 2, { group: 'h' }));
    expect(await lot.parkedKeys('g')).toEqual(new Set(['a']));
    expect(await lot.parkedKeys('h')).toEqual(new Set(['b']));
    expect([await lot.count('g'), await lot.count('h'), await lot.count('i')]).toEqual([1, 1, 0]);
  });

  it('refuses the message that goes over a limit, but not one it holds already', async () => {
    for (const offset of [1, 2, 3]) await lot.park(message('a', offset));
    await expect(lot.park(message('a', 4))).rejects.toThrow(ParkingFull);
    await expect(lot.park(message('a', 3))).resolves.toBeUndefined();
    await lot.park(message('b', 5));
    await expect(lot.park(message('c', 6))).rejects.toThrow(ParkingFull);
  });

  it('pages through everything once', async () => {
    for (const offset of [1, 2, 3]) await lot.park(message('a', offset));
    const first = await lot.list('g', 2);
    const second = await lot.list('g', 2, first.next);
    expect([...first.items, ...second.items].map(({ offset }) => offset)).toEqual(['1', '2', '3']);
    expect(second.next).toBeUndefined();
    expect((await lot.list('nobody', 2)).items).toEqual([]);
  });

  it('releases what was handled', async () => {
    await lot.park(message('a', 1));
    await lot.release(message('a', 1));
    expect(await lot.parkedKeys('g')).toEqual(new Set());
  });

  it('skips the first of a key and keeps who did it and why', async () => {
    for (const offset of [2, 1]) await lot.park(message('a', offset));
    expect(await lot.skip('g', 'a', 'staff:it', 'made by a test tool')).toEqual(message('a', 1));
    expect((await lot.ofKey('g', 'a')).map(({ offset }) => offset)).toEqual(['2']);
    const record = await database.connection.collection('parked_skips').findOne({});
    expect(record).toMatchObject({ key: 'a', skippedBy: 'staff:it', skipReason: 'made by a test tool' });
    expect(await lot.skip('g', 'nobody', 'staff:it', 'x')).toBeUndefined();
  });
});
