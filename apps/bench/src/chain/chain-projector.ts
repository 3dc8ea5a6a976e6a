import { randomUUID } from 'node:crypto';
import type { mongo } from 'mongoose';
import type { ChainPart } from './chain-relay';
import { bareKafka, bareMongo, type ChainCommit, type ChainOptions } from './chain-options';

const commitEveryMs = 1_000;

interface Row {
  readonly _id: string;
}

const upsertOf = ({ subject, events }: ChainCommit): mongo.AnyBulkWriteOperation<Row> => ({
  updateOne: { filter: { _id: subject }, update: { $set: { events }, $inc: { version: 1 } }, upsert: true },
});

/** eachBatch → upsert → told; offsets committed once a second by ourselves, or by kafkajs after every batch. */
export const startChainProjector = async (
  options: ChainOptions,
  onVisible: (commitIds: readonly string[]) => void,
): Promise<ChainPart> => {
  const { topic, autoCommit } = options;
  const connection = await bareMongo(options);
  const rows = connection.getClient().db(connection.name).collection<Row>('rows');
  const consumer = bareKafka(options).consumer({ groupId: `bench-${randomUUID()}` });
  await consumer.connect();
  await consumer.subscribe({ topic, fromBeginning: true });
  const joined = new Promise<void>((resolve) => consumer.on('consumer.group_join', () => resolve()));
  const reached = new Map<number, string>();
  await consumer.run({
    autoCommit,
    eachBatchAutoResolve: true,
    eachBatch: async ({ batch: { messages, partition } }) => {
      const commits = messages.map(({ value }) => JSON.parse(value?.toString() ?? '') as ChainCommit);
      await rows.bulkWrite(commits.map(upsertOf), { ordered: false });
      onVisible(commits.map(({ _id }) => _id));
      reached.set(partition, String(BigInt(messages.at(-1)?.offset ?? -1) + 1n));
    },
  });
  const commit = async (): Promise<void> => {
    const offsets = [...reached].map(([partition, offset]) => ({ topic, partition, offset }));
    reached.clear();
    if (offsets.length > 0) await consumer.commitOffsets(offsets);
  };
  const beat = autoCommit ? undefined : setInterval(() => void commit().catch(() => undefined), commitEveryMs);
  await joined;
  return {
    stop: async () => {
      clearInterval(beat);
      await consumer.disconnect();
      await connection.close();
    },
  };
};
