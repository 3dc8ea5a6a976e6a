import { TransientFault } from '@redress/kernel';
import { openStoreConnection } from '@redress/event-store';
import { eventually, realServices } from '@redress/testing';
import { createTail } from '.';
import { setTimeout as sleep } from 'node:timers/promises';
import { deduped, expectInOrder, newStreamId, places, sees, StoreBench } from './store-fixture.contract';

describe('a tail', () => {
  let bench: StoreBench;
  beforeEach(async () => {
    bench = await StoreBench.open();
  });
  afterEach(() => bench.close());

  it('reads a store that was there before it, then follows it, and leaves nothing out in between (M14)', async () => {
    const streams = Array.from({ length: 8 }, () => newStreamId());
    const before = (await Promise.all(streams.map((stream) => bench.append(stream, 20)))).flat();
    let writing = true;
    const writes = Promise.all(
      streams.map(async (stream) => {
        const written = [];
        while (writing) written.push(...(await bench.append(stream)));
        return written;
      }),
    );
    const { seen, tail } = await bench.tail({ maxBatch: 10 });
    await sees(seen, before);
    await sleep(1_000);
    writing = false;
    const during = (await writes).flat();
    await sees(seen, during);
    expectInOrder(seen);
    expect(during.length).toBeGreaterThan(50);
    expect(tail.health()).toMatchObject({ name: 'relay', leading: true, fence: 1, republishes: 0 });
  });

  it('does not take a commit out of the scan that the scan saw without the one before it (M7)', async () => {
    const stream = newStreamId();
    const [first] = await bench.append(stream);
    const { store } = bench;
    const racing = {
      commits: store.commits,
      decode: (document: Parameters<typeof store.decode>[0]) => store.decode(document),
      async *scan() {
        yield* store.scan();
        // The scan has passed the place of version 2 when that is inserted, and then comes upon version 3.
        yield* (await bench.append(stream, 2)).slice(1);
      },
    };
    const { seen } = await bench.tail({ store: racing });
    await eventually(() => expect(seen.map(({ version }) => version)).toEqual([1, 2, 3]));
    expect(first?.version).toBe(1);
  });

  it('takes all that is there in one call, up to maxBatch', async () => {
    const { seen, calls, tail } = await bench.tail({ maxBatch: 100 });
    await bench.follows();
    await bench.append(newStreamId());
    await eventually(() => expect(seen).toHaveLength(1));
    await tail.stop();
    const backlog = (await Promise.all(Array.from({ length: 25 }, () => bench.append(newStreamId(), 10)))).flat();
    const next = await bench.tail({ maxBatch: 100 });
    await sees(next.seen, backlog);
    expect(next.calls.length).toBeLessThan(10);
    expect(Math.max(...next.calls, ...calls)).toBeLessThanOrEqual(100);
  });

  it('goes on where it stopped', async () => {
    const first = await bench.tail();
    await bench.follows();
    const stream = newStreamId();
    await bench.append(stream, 3);
    await eventually(() => expect(first.seen).toHaveLength(3));
    await first.tail.stop();
    const later = await bench.append(stream, 2);
    const second = await bench.tail();
    await sees(second.seen, later);
    expect(places(second.seen)).toEqual(places(later));
    expect(second.tail.health().fence).toBe(2);
  });

  it('hands the same commits over again until they are taken, and passes none over', async () => {
    let failures = 3;
    const handle = () => (failures-- > 0 ? Promise.reject(new TransientFault('Kafka is away')) : Promise.resolve());
    const { seen, tail } = await bench.tail({ handle });
    await bench.follows();
    const stored = await bench.append(newStreamId(), 3);
    await eventually(() => expect(tail.health().lastError).toContain('Kafka is away'));
    await sees(seen, stored);
    expect(places(seen)).toEqual(places(stored));
    expect(tail.health().lastError).toBeUndefined();
    expect(tail.health().failures).toBe(3);
  });

  it('tells what waits since when, whoever asks, and that the place is saved although nothing happens (M10)', async () => {
    let away = true;
    const handle = () => (away ? Promise.reject(new TransientFault('Kafka is away')) : Promise.resolve());
    const { tail } = await bench.tail({ handle });
    const idle = createTail(bench.connection, { name: 'relay', store: bench.store, handle: () => Promise.resolve() });
    await bench.follows();
    const [first] = await bench.append(newStreamId(), 3);
    await eventually(async () => expect((await idle.progress()).waitingSince).toBe(first?.recordedAt));
    away = false;
    await eventually(async () => expect((await tail.progress()).waitingSince).toBeUndefined());
    const { savedAt } = await tail.progress();
    await eventually(async () => expect((await tail.progress()).savedAt?.getTime()).toBeGreaterThan(savedAt?.getTime() ?? Infinity));
  });

  it('repeats after a crash what was handled and not checkpointed, and no more (F1)', async () => {
    const stream = newStreamId();
    const first = await bench.tail();
    await bench.follows();
    await bench.append(stream, 5);
    await eventually(() => expect(first.seen).toHaveLength(5));
    await eventually(async () => expect((await bench.checkpoint())?.recordedAt).toBe(first.seen.at(-1)?.recordedAt));
    const before = await bench.checkpoint();
    await first.tail.stop();
    const lost = await bench.append(stream, 3);
    const second = await bench.tail();
    await sees(second.seen, lost);
    await second.tail.stop();
    // As if the process had died before it wrote its last checkpoint.
    await bench.db.collection<{ _id: string }>('tail_checkpoints').updateOne({ _id: 'relay' }, { $set: { token: before?.token as object } });
    const third = await bench.tail();
    await sees(third.seen, lost);
    expect(places(third.seen)).toEqual(places(lost));
    expect(deduped([...places(first.seen), ...places(second.seen), ...places(third.seen)])).toEqual([1, 2, 3, 4, 5, 6, 7, 8].map((n) => `${stream}@${n}`));
  });

  it('moves its checkpoint on an idle collection too (M10)', async () => {
    const { tail } = await bench.tail();
    await eventually(async () => expect(await bench.checkpoint()).toMatchObject({ fence: 1 }));
    await eventually(async () => expect((await bench.checkpoint())?.catchUp).toBeUndefined());
    const before = (await bench.checkpoint())?.token as { _data: string };
    await eventually(async () => expect(((await bench.checkpoint())?.token as { _data: string })._data > before._data).toBe(true));
    expect(tail.health()).toMatchObject({ leading: true, handled: 0 });
  });

  it('shares nothing with a tail of another name', async () => {
    const [relay, dueTimes] = [await bench.tail(), await bench.tail({ name: 'due-times' })];
    const stored = await bench.append(newStreamId(), 3);
    await sees(relay.seen, stored);
    await sees(dueTimes.seen, stored);
    expect([relay.tail.health().leading, dueTimes.tail.health().leading]).toEqual([true, true]);
  });

  it('adds next to no time to a single commit', async () => {
    const { seen } = await bench.tail();
    await bench.follows();
    await bench.append(newStreamId());
    await eventually(() => expect(seen).toHaveLength(1));
    const waits: number[] = [];
    for (let n = 2; n < 22; n += 1) {
      await bench.append(newStreamId());
      const stored = performance.now();
      await eventually(() => expect(seen).toHaveLength(n), { intervalMs: 0.1 });
      waits.push(performance.now() - stored);
      await sleep(20);
    }
    // No bound that a busy machine could miss; that there is no poll interval in the way shows all the same.
    expect(waits.sort((a, b) => a - b)[10]).toBeLessThan(500);
  });
});

describe('the lease of a tail', () => {
  let bench: StoreBench;
  beforeEach(async () => {
    bench = await StoreBench.open();
  });
  afterEach(() => bench.close());

  it('lets one of two lead, and the other take over at once when it stops', async () => {
    const first = await bench.tail();
    await eventually(() => expect(first.tail.health().leading).toBe(true));
    const second = await bench.tail();
    const one = await bench.append(newStreamId(), 2);
    await sees(first.seen, one);
    expect(second.seen).toEqual([]);
    await first.tail.stop();
    const two = await bench.append(newStreamId(), 2);
    await sees(second.seen, two);
    expect(second.tail.health()).toMatchObject({ leading: true, fence: 2 });
    expect(first.tail.health().leading).toBe(false);
  });

  it('is taken over from a holder that stands still, whose checkpoints are then refused (F2, M13)', async () => {
    let release: () => void = () => undefined;
    const standsStill = new Promise<void>((resolve) => (release = resolve));
    // The first stands still while it handles, like a process that was stopped.
    const first = await bench.tail({ handle: () => standsStill, leaseMs: 60_000 });
    const stream = newStreamId();
    const stored = await bench.append(stream, 2);
    await eventually(() => expect(first.tail.health().leading).toBe(true));
    await sleep(1_000);
    await bench.expireLease();

    const second = await bench.tail({ leaseMs: 60_000 });
    await sees(second.seen, stored);
    stored.push(...(await bench.append(stream, 2)));
    await sees(second.seen, stored);
    await eventually(async () => expect(await bench.checkpoint()).toMatchObject({ fence: 2, recordedAt: stored.at(-1)?.recordedAt }));
    release();
    await eventually(() => expect(first.tail.health().lastError).toContain('newer leader'));
    await eventually(() => expect(first.tail.health()).toMatchObject({ leading: false, fenced: 1 }));
    expect(first.tail.health().fencedAgoMs).toBeLessThan(10_000);
    expect(await bench.checkpoint()).toMatchObject({ fence: 2, recordedAt: stored.at(-1)?.recordedAt });
    expectInOrder([...second.seen, ...first.seen]);
  });

  it('passes on within 15 s when its holder vanishes, by the defaults', async () => {
    const other = await openStoreConnection(realServices().mongoUri, bench.connection.name);
    const vanishing = createTail(other, { name: 'relay', store: bench.store, handle: () => Promise.resolve() });
    await vanishing.start();
    await eventually(() => expect(vanishing.health().leading).toBe(true));
    const next = await bench.tail({ leaseMs: undefined });
    await other.close(); // it can neither renew nor release
    const since = performance.now();
    await eventually(() => expect(next.tail.health().leading).toBe(true), { timeoutMs: 15_000 });
    expect(performance.now() - since).toBeGreaterThan(3_000); // the lease was respected
    await vanishing.stop();
  });

  it('is noticed as lost at the next renewal', async () => {
    const first = await bench.tail({ leaseMs: 900 });
    await eventually(() => expect(first.tail.health().leading).toBe(true));
    await bench.db.collection<{ _id: string }>('tail_leases').updateOne({ _id: 'relay' }, { $set: { holder: 'other' }, $inc: { fence: 1 } });
    await eventually(() => expect(first.tail.health().leading).toBe(false), { intervalMs: 5 });
    await eventually(() => expect(first.tail.health()).toMatchObject({ leading: true, fence: 3 }));
  });

  it('is kept for ever, so that fencing numbers never begin anew', async () => {
    for (const fence of [1, 2, 3]) {
      const { tail } = await bench.tail();
      await eventually(() => expect(tail.health()).toMatchObject({ leading: true, fence }));
      await tail.stop();
    }
    expect(await bench.lease()).toMatchObject({ fence: 3 });
  });
});
