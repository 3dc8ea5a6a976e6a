import { databaseOf } from '@redress/event-store';
import { randomUUID } from 'node:crypto';
import { sized, type CaseContext } from '../measure/bench-case';
import { interleaved } from '../measure/rounds';
import { sampleCommit } from '../samples/sample-events';
import { seedStreams } from '../samples/seed-streams';
import { openProductStore } from '../services/product-store';

const batch = 1000;

interface Scanned {
  readonly perSecond: number;
  readonly heapMiB: number;
}

/** Reads to the end; how fast, and by how much the heap grew at its highest. */
const scanned = async (source: AsyncIterable<unknown>, expected: number): Promise<Scanned> => {
  globalThis.gc?.();
  const before = process.memoryUsage().heapUsed;
  let highest = before;
  let count = 0;
  const started = performance.now();
  for await (const _ of source) {
    if (++count % batch === 0) highest = Math.max(highest, process.memoryUsage().heapUsed);
  }
  const elapsed = performance.now() - started;
  if (count !== expected) throw new Error(`a scan of ${expected} commits gave ${count}`);
  return { perSecond: (count / elapsed) * 1000, heapMiB: (highest - before) / 2 ** 20 };
};

/** The scan of a whole store in relay order beside a raw cursor by `_id`. */
export const compareScans = async (context: CaseContext): Promise<void> => {
  const { record } = context;
  const product = await openProductStore(context);
  try {
    const commits = sized(context, { quick: 5_000, small: 20_000, full: 200_000 });
    await seedStreams(product.store, commits);
    const raw = databaseOf(product.connection).collection<{ _id: string }>('raw');
    for (let done = 0; done < commits; done += batch) {
      const part = Array.from({ length: batch }, () => ({ ...sampleCommit(randomUUID(), 1), version: 1 }));
      await raw.insertMany(part.map((commit) => ({ ...commit, _id: commit.commitId })));
    }
    context.say(`${commits} commits to scan`);
    const rounds = await interleaved(context, {
      raw: () => scanned(raw.find({}, { sort: { _id: 1 }, batchSize: batch }), commits),
      product: () => scanned(product.store.scan(), commits),
    });
    const title = `scan of ${commits.toLocaleString('en-US')} commits`;
    for (const { raw: floor, product: ours } of rounds) {
      record.value('load.scan.raw', `${title}: raw cursor by _id`, 'commits/s', floor.perSecond);
      record.value('load.scan.product', `${title}: event store`, 'commits/s', ours.perSecond);
      record.ratio('load.scan.ratio', `${title}: event store to raw`, ours.perSecond, floor.perSecond);
      record.value('load.scan.heap', `${title}: heap growth of the event store's`, 'MiB', ours.heapMiB);
    }
  } finally {
    await product.close();
  }
};
