import { loadState, type Fold } from '@redress/command-handling';
import { databaseOf } from '@redress/event-store';
import type { AnyEvent } from '@redress/kernel';
import { randomUUID } from 'node:crypto';
import { Schema, type Connection, type mongo } from 'mongoose';
import { closedLoop } from '../load/closed-loop';
import { sized, type BenchCase, type CaseContext } from '../measure/bench-case';
import { interleaved } from '../measure/rounds';
import { sampleCommit } from '../samples/sample-events';
import { seedStreams } from '../samples/seed-streams';
import { openProductStore, type ProductStore } from '../services/product-store';
import { compareScans } from './scan';

const streamLength = 50;

/** As little as a fold can do: what is measured is the way to it. */
interface Seen {
  readonly events: number;
  readonly last?: string;
}

const fold: Fold<Seen, AnyEvent> = {
  initial: { events: 0 },
  evolve: ({ events }, { type }) => ({ events: events + 1, last: type }),
};

/** A commit as one would store it by hand: plain BSON, no hashes. */
type RawCommit = ReturnType<typeof sampleCommit> & { readonly _id: string; readonly version: number };

const seedRaw = async (raw: mongo.Collection<RawCommit>, streams: number): Promise<string[]> => {
  await raw.createIndex({ streamId: 1, version: 1 }, { unique: true });
  const ids: string[] = [];
  for (let stream = 0; stream < streams; stream++) {
    const id = randomUUID();
    ids.push(`complaint-${id}`);
    const commits = Array.from({ length: streamLength }, (_, index) => ({
      ...sampleCommit(id, 1),
      version: index + 1,
    }));
    await raw.insertMany(commits.map((commit) => ({ ...commit, _id: commit.commitId })));
  }
  return ids;
};

/** The same documents through a model: what most people would write. */
const modelOf = (connection: Connection) =>
  connection.model('raw_commit', new Schema({ _id: String }, { strict: false, collection: 'raw' }));

const checked = (state: Seen): void => {
  if (state.events !== streamLength) throw new Error(`a stream of ${streamLength} was folded to ${state.events}`);
};

const pick = (ids: readonly string[], index: number): string => ids[index % ids.length] ?? '';

const compareLoads = async (context: CaseContext, { connection, store }: ProductStore): Promise<void> => {
  const streams = sized(context, { quick: 8, small: 40, full: 100 });
  const forMs = sized(context, { quick: 500, small: 1500, full: 3000 });
  const ids = await seedStreams(store, streams, streamLength);
  const raw = databaseOf(connection).collection<RawCommit>('raw');
  const rawIds = await seedRaw(raw, streams);
  const model = modelOf(connection);
  const evolved = (commits: readonly { readonly events: readonly AnyEvent[] }[]): Seen =>
    commits.flatMap(({ events }) => events).reduce((state, event) => fold.evolve(state, event), fold.initial);
  const ways = {
    raw: async (index: number) =>
      checked(evolved(await raw.find({ streamId: pick(rawIds, index) }, { sort: { version: 1 } }).toArray())),
    mongoose: async (index: number) => {
      const found = await model.find({ streamId: pick(rawIds, index) }).sort({ version: 1 });
      checked(evolved(found.map((document) => ({ events: document.get('events') as AnyEvent[] }))));
    },
    product: async (index: number) => checked((await loadState(store, fold, pick(ids, index))).state),
  };
  for (const readers of [1, 16]) {
    const load = (work: (index: number) => Promise<void>) => () => closedLoop({ workers: readers, forMs, work });
    const variants = { raw: load(ways.raw), mongoose: load(ways.mongoose), product: load(ways.product) };
    const title = `load and fold ${streamLength} events, ${readers} ${readers === 1 ? 'reader' : 'readers'}`;
    const { record } = context;
    for (const { raw: floor, mongoose, product } of await interleaved(context, variants)) {
      record.value(`load.r${readers}.raw`, `${title}: raw cursor`, 'loads/s', floor.perSecond);
      record.value(`load.r${readers}.product`, `${title}: product`, 'loads/s', product.perSecond);
      record.value(`load.r${readers}.product.p99`, `${title}: product p99`, 'ms', product.p99);
      record.ratio(`load.r${readers}.ratio`, `${title}: product to raw`, product.perSecond, floor.perSecond);
      record.ratio(
        `load.r${readers}.to-mongoose`,
        `${title}: product to mongoose documents`,
        product.perSecond,
        mongoose.perSecond,
      );
    }
  }
  connection.deleteModel('raw_commit');
};

/** Reading: one stream at a time, and everything there is (goals 3 and 4). */
export const load: BenchCase = {
  name: 'load',
  title: 'loading streams and scanning a store beside raw cursors',
  needs: ['mongod'],
  run: async (context) => {
    const product = await openProductStore(context);
    try {
      await compareLoads(context, product);
    } finally {
      await product.close();
    }
    await compareScans(context);
  },
};
