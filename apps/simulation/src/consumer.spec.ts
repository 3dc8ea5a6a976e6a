import { TransientFault } from '@redress/kernel';
import type { CommitHandler, ConsumerClient, KafkaClient } from '@redress/messaging';
import type { ParkingLot } from '@redress/parking';
import type { EachBatchPayload } from 'kafkajs';
import { consumerScene } from './scenes/consumer';
import { expectFound, expectSound } from './spec-kit/planted';
import type { World } from './world/world';

it('gives every commit one effect, in order, and parks what cannot be handled', () =>
  expectSound('consumer', consumerScene(), 400));

/** kafkajs as it is when nobody turns its own commits off: what was fetched counts as done. */
const autoCommitting = (client: KafkaClient): KafkaClient => ({
  ...client,
  consumer: (config) => {
    const made = client.consumer(config);
    const fetched = new Map<string, string>();
    const watched = (eachBatch: (payload: EachBatchPayload) => Promise<void>) => (payload: EachBatchPayload) => {
      const { topic, partition, lastOffset } = payload.batch;
      fetched.set(`${topic}/${partition}`, lastOffset());
      return eachBatch(payload);
    };
    const over: Partial<ConsumerClient> = {
      run: ({ eachBatch, ...rest } = {}) => made.run({ ...rest, ...(eachBatch && { eachBatch: watched(eachBatch) }) }),
      commitOffsets: (offsets) =>
        made.commitOffsets(
          offsets.map((each) => ({
            ...each,
            offset: String(Number(fetched.get(`${each.topic}/${each.partition}`) ?? -1) + 1),
          })),
        ),
    };
    return new Proxy(made, {
      get: (target, name): unknown => {
        const value: unknown = Reflect.get(over, name) ?? Reflect.get(target, name);
        return typeof value === 'function' ? value.bind(target) : value;
      },
    });
  },
});

describe('a planted bug is found:', () => {
  it('the offset of what was fetched is committed, past what is still in work (pitfalls K7)', () =>
    expectFound(consumerScene({ kafka: autoCommitting }), 200, /was committed although/));

  it('the inbox checks no id: every delivery is a command of its own', () => {
    let calls = 0;
    return expectFound(consumerScene({ commandId: () => `call-${(calls += 1)}` }), 200, /stands twice/);
  });

  it('the inbox forgets: ids are known for a while only (pitfalls K5)', () => {
    const known = new WeakMap<World, Map<string, { id: string; until: number }>>();
    let calls = 0;
    const commandId = (commitId: string, world: World): string => {
      const ids = known.get(world) ?? new Map<string, { id: string; until: number }>();
      known.set(world, ids);
      const there = ids.get(commitId);
      if (there && there.until > world.now) return there.id;
      const id = `call-${(calls += 1)}`;
      ids.set(commitId, { id, until: world.now + 10_000 });
      return id;
    };
    return expectFound(consumerScene({ commandId }), 400, /stands twice/);
  });

  it('a retry that reorders: what fails for now is put aside and tried again later', () => {
    const handle =
      (given: CommitHandler): CommitHandler =>
      async (commits, signal) => {
        const later = (): void => void setTimeout(() => void given(commits, signal).catch(later), 3_000);
        await given(commits, signal).catch((error: unknown) => {
          if (!(error instanceof TransientFault)) throw error;
          later();
        });
      };
    return expectFound(consumerScene({ handle }), 200, /too late|came before|was committed although/);
  });

  it('a parked key lets later messages pass', () => {
    const lot = (given: ParkingLot): ParkingLot => ({ ...given, parkedKeys: () => Promise.resolve(new Set()) });
    return expectFound(consumerScene({ lot }), 200, /passed its parked key|came before/);
  });

  it('a parked message leaves the lot before it is handled', () => {
    const lot = (given: ParkingLot): ParkingLot => ({
      ...given,
      ofKey: async (group, key, limit) => {
        const messages = await given.ofKey(group, key, limit);
        for (const message of limit === undefined ? [] : messages) await given.release(message);
        return messages;
      },
    });
    return expectFound(consumerScene({ lot }), 400, /has no effect|came before|did not catch up/);
  });

  it('a handler is not waited for', () => {
    const handle =
      (given: CommitHandler): CommitHandler =>
      (commits, signal) => {
        void given(commits, signal).catch(() => undefined);
        return Promise.resolve();
      };
    return expectFound(consumerScene({ handle }), 200, /was committed although|has no effect|came before/);
  });
});
