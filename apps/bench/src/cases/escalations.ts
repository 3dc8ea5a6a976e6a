import { databaseOf, durable } from '@redress/event-store';
import { randomUUID } from 'node:crypto';
import type { mongo } from 'mongoose';
import { forEachOf } from '../load/closed-loop';
import { until } from '../load/until';
import { sized, type BenchCase, type CaseContext } from '../measure/bench-case';
import { sampleCommit } from '../samples/sample-events';
import { ComplaintSeeder } from '../services/complaint-template';
import { openProductStore } from '../services/product-store';
import { Stack } from '../services/stack';
import { StackDatabases } from '../services/stack-databases';

/** As many as the product fires at the same time. */
const atOnce = 50;
const mostRounds = 3;
/** Of the complaints, how many are seeded first to see how long the services take for them. */
const trial = 0.2;

type RawCommit = ReturnType<typeof sampleCommit> & { readonly _id: string; readonly version: number };

const rawCommit = (id: string, version: number): RawCommit => {
  const commit = sampleCommit(id, 1);
  return { ...commit, _id: commit.commitId, version };
};

/** The floor: for as many streams, read it and insert one commit. Seconds. */
const bareLoop = async (raw: mongo.Collection<RawCommit>, count: number): Promise<number> => {
  const ids = Array.from({ length: count }, () => randomUUID());
  for (let from = 0; from < count; from += 1_000) {
    await raw.insertMany(ids.slice(from, from + 1_000).map((id) => rawCommit(id, 1)));
  }
  const started = performance.now();
  await forEachOf(count, atOnce, async (index) => {
    const id = ids[index] ?? '';
    const read = await raw.find({ streamId: `complaint-${id}` }, { sort: { version: 1 } }).toArray();
    await raw.insertOne(rawCommit(id, read.length + 1));
  });
  return (performance.now() - started) / 1000;
};

const breaches = { events: /"type":"DeadlineBreached"/ };

/** How long the services take until so many new complaints are watched over, with a good margin. Milliseconds. */
const leadFor = async (seeder: ComplaintSeeder, databases: StackDatabases, count: number): Promise<number> => {
  const started = performance.now();
  await seeder.seed(Math.ceil(count * trial));
  await databases.untilCaughtUp(seeder.total);
  return 10_000 + ((performance.now() - started) / trial) * 2;
};

/** All deadlines fall on the same instant; seconds from it until the last escalation is recorded. */
const escalateAll = async (seeder: ComplaintSeeder, databases: StackDatabases, count: number): Promise<number> => {
  const commits = databases.of('escalation').collection<{ recordedAt: string; events: string }>('commits');
  const before = await commits.countDocuments(breaches);
  const acceptAt = Math.round(Date.now() + (await leadFor(seeder, databases, count)));
  const acceptBy = new Date(acceptAt).toISOString();
  await seeder.seed(count, () => ({ acceptBy }));
  await databases.untilCaughtUp(seeder.total);
  if (Date.now() > acceptAt - 500) throw new Error('the deadline came before all watches stood');
  const all = async (): Promise<boolean> => (await commits.countDocuments(breaches)) >= before + count;
  await until('all escalations are committed', all, { withinMs: acceptAt - Date.now() + 180_000, everyMs: 500 });
  const [last] = await commits
    .find({ ...breaches, recordedAt: { $gte: acceptBy } }, { sort: { recordedAt: -1 }, limit: 1 })
    .toArray();
  return (Date.parse(last?.recordedAt ?? '') - acceptAt) / 1000;
};

const compare = async (context: CaseContext, stack: Stack): Promise<void> => {
  const { record } = context;
  const count = sized(context, { quick: 300, small: 2_000, full: 5_000 });
  const floor = await openProductStore(context);
  const databases = await StackDatabases.open(context, stack);
  const seeder = await ComplaintSeeder.open(context, stack);
  const raw = databaseOf(floor.connection).collection<RawCommit>('raw', { writeConcern: durable });
  await raw.createIndex({ streamId: 1, version: 1 }, { unique: true });
  const title = `${count.toLocaleString('en-US')} deadlines at one instant`;
  for (let round = 0; round < Math.min(context.rounds, mostRounds); round++) {
    const bare = await bareLoop(raw, count);
    const product = await escalateAll(seeder, databases, count);
    record.value('escalations.raw', `${title}: bare read + append loop`, 's', bare);
    record.value('escalations.product', `${title}: until the last escalation is committed`, 's', product);
    record.ratio('escalations.ratio', `${title}: product to bare loop`, product, bare);
    context.say(`round ${round + 1} done`);
  }
  await seeder.close();
  await databases.close();
  await floor.close();
};

/** Many deadlines at once, through the real services: timers ring, watches decide, escalations are committed. */
export const escalations: BenchCase = {
  name: 'escalations',
  title: 'thousands of escalations at once beside a bare read + append loop',
  needs: ['mongod', 'kafka', 'redis'],
  run: async (context) => {
    const stack = await Stack.start(context);
    try {
      await compare(context, stack);
    } finally {
      await stack.stop();
    }
  },
};
