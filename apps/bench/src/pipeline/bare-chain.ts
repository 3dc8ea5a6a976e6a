import { randomBytes, randomUUID } from 'node:crypto';
import { bareMongo, chainCommits, type ChainOptions } from '../chain/chain-options';
import { startChainProjector } from '../chain/chain-projector';
import { startChainRelay } from '../chain/chain-relay';
import { forkPart } from '../chain/fork-part';
import type { CaseContext } from '../measure/bench-case';
import { sampleCommit } from '../samples/sample-events';
import { makeTopics } from '../services/topics';
import { Arrivals, type Pipeline } from './pipeline';

/** How the chain is cut into processes, and who commits offsets. */
export interface ChainShape {
  readonly processes: 1 | 3;
  readonly autoCommit: boolean;
}

/** As the chain of the floor was measured first: six partitions. */
const partitions = 6;

/** insertOne → change stream → kafkajs → eachBatch → upsert → told, written by hand, without a framework. */
export const startBareChain = async (
  context: CaseContext,
  { processes, autoCommit }: ChainShape,
): Promise<Pipeline> => {
  const { backing, cleanup } = context;
  const { floor: topic } = await makeTopics(context, partitions);
  const options: ChainOptions = {
    mongoUri: await backing.mongoUri(),
    brokers: await backing.kafkaBrokers(),
    database: `bench_${randomBytes(4).toString('hex')}`,
    topic,
    autoCommit,
  };
  const connection = await bareMongo(options);
  const commits = chainCommits(connection);
  await commits.createIndex({ streamId: 1, version: 1 }, { unique: true });
  const arrivals = new Arrivals();
  const saw = (ids: readonly string[]): void => arrivals.saw(ids);
  const [relay, projector] =
    processes === 1
      ? await Promise.all([startChainRelay(options), startChainProjector(options, saw)])
      : await Promise.all([forkPart('relay', options), forkPart('projector', options, saw)]);
  const stop = cleanup.add(async () => {
    await Promise.all([relay.stop(), projector.stop()]);
    await connection.dropDatabase();
    await connection.close();
  });
  return {
    arrivals,
    send: async () => {
      const { commitId, streamId, subject, events } = sampleCommit(randomUUID(), 1);
      await commits.insertOne({ _id: commitId, streamId, version: 1, subject, events });
      return commitId;
    },
    stop,
  };
};
