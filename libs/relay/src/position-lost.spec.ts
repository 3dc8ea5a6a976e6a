import { eventually } from '@redress/testing';
import { expectInOrder, newStreamId, places, sees, StoreBench } from './store-fixture.contract';

describe('a tail whose place in the change stream is gone (M9, F8)', () => {
  let bench: StoreBench;
  beforeEach(async () => {
    bench = await StoreBench.open();
  });
  afterEach(() => bench.close());

  const changeCheckpoint = (fields: object) =>
    bench.db.collection<{ _id: string }>('tail_checkpoints').updateOne({ _id: 'relay' }, { $set: fields });

  /** A tail that handled three commits of a stream, is down, and missed two more. */
  const missingTwo = async (stream: string) => {
    const first = await bench.tail();
    const stored = await bench.append(stream, 3);
    await sees(first.seen, stored);
    await first.tail.stop();
    return [...stored, ...(await bench.append(stream, 2))];
  };

  const gone: [string, object | null][] = [
    ['cannot be read', { _data: '00' }],
    ['is no token at all', { _data: 'zz' }],
    ['is missing', null],
  ];

  it.each(gone)(
    'reads the store again from an hour before, calls for help once, and follows on: it %s',
    async (_what, token) => {
      const stream = newStreamId();
      const all = await missingTwo(stream);
      await changeCheckpoint({ token });
      let alarms = 0;
      const { seen, tail } = await bench.tail({ onPositionLost: () => (alarms += 1) });
      await sees(seen, all);
      expectInOrder(seen);
      const later = await bench.append(stream, 2);
      await sees(seen, later);
      expect(tail.health()).toMatchObject({ republishes: 1, leading: true });
      expect(tail.health().positionLostAgoMs).toBeGreaterThan(0);
      expect(alarms).toBe(1);
      await tail.stop();
      const again = await bench.tail();
      await sees(again.seen, await bench.append(stream));
      expect(again.tail.health().republishes).toBe(0);
      expect(again.tail.health().positionLostAgoMs).toBeUndefined();
      expect(again.seen).toHaveLength(1);
    },
  );

  // A mongod whose oplog still begins with the founding of its set can go on from any time, one that rolled over cannot.
  it('loses nothing with a token whose time is long past, whether or not the oplog rolled over since', async () => {
    const stream = newStreamId();
    const all = await missingTwo(stream);
    await changeCheckpoint({ token: { _data: '8200000001000000012B0229296E04' } });
    const { seen, tail } = await bench.tail();
    await sees(seen, all);
    await sees(seen, await bench.append(stream, 2));
    expectInOrder(seen);
    expect(tail.health().republishes).toBeLessThanOrEqual(1);
  });

  it('leaves alone what is older than that hour', async () => {
    const all = await missingTwo(newStreamId());
    // Two commits of long ago, as the store would have them.
    const old = new Date(Date.now() - 2 * 60 * 60 * 1_000).toISOString();
    await bench.store.commits.updateMany({ version: { $lte: 2 } }, { $set: { recordedAt: old } });
    await changeCheckpoint({ token: { _data: '00' } });
    const { seen } = await bench.tail();
    await sees(seen, all.slice(2));
    expect(places(seen)).toEqual(places(all.slice(2)));
  });

  it('goes on with the reading where it stopped when it dies in between', async () => {
    const streams = Array.from({ length: 6 }, () => newStreamId());
    const all = (await Promise.all(streams.map((stream) => bench.append(stream, 10)))).flat();
    let left = 25;
    const first = await bench.tail({
      maxBatch: 5,
      handle: (commits) =>
        (left -= commits.length) < 0
          ? new Promise((_, reject) => setTimeout(() => reject(new Error('dies')), 50))
          : Promise.resolve(),
    });
    await eventually(() => expect(first.tail.health().lastError).toContain('dies'));
    await first.tail.stop();
    expect(first.seen).toHaveLength(25);
    const second = await bench.tail({ maxBatch: 5 });
    await sees(
      second.seen,
      all.filter((commit) => !places(first.seen).includes(places([commit])[0] ?? '')),
    );
    expect(second.seen.length).toBeLessThanOrEqual(40);
    expectInOrder([...first.seen, ...second.seen]);
  });

  it('does not mistake a collection that was dropped and made again for an end (M12)', async () => {
    const { seen, tail } = await bench.tail();
    await sees(seen, await bench.append(newStreamId(), 2));
    await bench.store.commits.drop();
    await bench.store.migrate();
    await sees(seen, await bench.append(newStreamId(), 2));
    expect(tail.health().republishes).toBeGreaterThanOrEqual(1);
    await sees(seen, await bench.append(newStreamId(), 2));
    expect(tail.health().republishes).toBeLessThanOrEqual(2);
  });
});
