import { StoreUnavailable } from '@redress/event-store';
import type { CommitPublisher } from '@redress/messaging';
import type { PublishedCommit } from '@redress/kernel';
import type { CommitFeed, TailPorts } from '@redress/relay';
import { setTimeout as sleep } from 'node:timers/promises';
import type { StoreServer } from './ports/store-server';
import type { TailServer } from './ports/tail-server';
import { relayScene } from './scenes/relay';
import { expectFound, expectSound } from './spec-kit/planted';
import { ask } from './world/calls';

it('publishes every commit at least once and in order, whatever fails', () => expectSound('relay', relayScene(), 800));

describe('a planted bug is found:', () => {
  it('the checkpoint is written before Kafka has acknowledged', () => {
    const publisher = (make: () => CommitPublisher): CommitPublisher => {
      const made = make();
      return {
        ...made,
        stop: () => made.stop(),
        publish: (commits) => (void made.publish(commits).catch(() => undefined), Promise.resolve()),
      };
    };
    return expectFound(relayScene({ publisher }), 300, /cannot be read|came on the topic after/);
  });

  it('the relay has no fence: an older leader overwrites the checkpoint', () => {
    const ports = (given: TailPorts, tail: TailServer, { world }: StoreServer): TailPorts => ({
      ...given,
      checkpoints: {
        load: () => given.checkpoints.load(),
        claim: (fence) => given.checkpoints.claim(fence),
        save: (checkpoint, fence) =>
          ask(world, {
            what: 'overwrite',
            work: () => tail.overwrite(checkpoint, fence),
            lost: () => new StoreUnavailable('save'),
          }),
      },
    });
    return expectFound(relayScene({ ports }), 1_000, /wrote over the checkpoint|cannot be read/);
  });

  it('a leader only reads the checkpoint, so that a slow order to republish is written behind its back', () => {
    const ports = (given: TailPorts): TailPorts => ({
      ...given,
      checkpoints: { ...given.checkpoints, claim: () => given.checkpoints.load() },
      leases: {
        ...given.leases,
        seize: async () => {
          const lease = await given.leases.seize();
          await sleep(9_500 + Math.random() * 2_500);
          return lease;
        },
      },
    });
    return expectFound(relayScene({ ports }), 800, /cannot be read from the topic/);
  });

  it('a retry that reorders: the halves of a failed batch are sent again each on its own', () => {
    const publisher = (make: () => CommitPublisher): CommitPublisher => {
      const [whole, ...lanes] = [make(), make(), make()];
      const insist = async (lane: CommitPublisher | undefined, commits: readonly PublishedCommit[]): Promise<void> => {
        if (commits.length > 0) await lane?.publish(commits).catch(() => insist(lane, commits));
      };
      const publish = async (commits: readonly PublishedCommit[]): Promise<void> => {
        const half = Math.ceil(commits.length / 2);
        await whole
          ?.publish(commits)
          .catch(() => Promise.all([insist(lanes[0], commits.slice(0, half)), insist(lanes[1], commits.slice(half))]));
      };
      return { publish, stop: () => Promise.resolve() };
    };
    return expectFound(relayScene({ publisher }), 1_000, /came on the topic after version/);
  });

  it('a place that fell out of the oplog is passed over: the stream begins now', () => {
    const ports = (given: TailPorts, _: TailServer, store: StoreServer): TailPorts => ({
      ...given,
      store: {
        ...given.store,
        feed: (after, size) => given.store.feed(Math.max(Number(after), store.firstPlace), size),
      },
    });
    return expectFound(relayScene({ ports }), 1_000, /cannot be read from the topic/);
  });

  it('the store is polled for what is recorded later than the last seen (pitfalls M7)', () => {
    const ports = (given: TailPorts, _: TailServer, store: StoreServer): TailPorts => {
      const feed = (after: unknown): CommitFeed => {
        let last = String(after);
        return {
          get token() {
            return last;
          },
          next: async (max) => {
            await store.nextCommit(1_000);
            const later = store.taken.filter(({ recordedAt }) => recordedAt > last).slice(0, max);
            for (const { recordedAt } of later) if (recordedAt > last) last = recordedAt;
            return later;
          },
          close: () => Promise.resolve(),
        };
      };
      return {
        ...given,
        store: { ...given.store, feed, place: () => Promise.resolve(new Date(store.world.now).toISOString()) },
      };
    };
    return expectFound(relayScene({ ports }), 1_000, /cannot be read from the topic/);
  });
});
