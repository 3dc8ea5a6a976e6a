import { databaseOf, headOf, MongoEventStore, openStoreConnection, type StoredCommit } from '@redress/event-store';
import { eventually, realServices, uniqueName } from '@redress/testing';
import type { Connection, mongo } from 'mongoose';
import { randomUUID } from 'node:crypto';
import { createTail, type MongoTail, type MongoTailOptions } from '.';

/** A store in a database of its own, and tails that follow it. */
export class StoreBench {
  private readonly tails: MongoTail[] = [];

  private constructor(
    readonly connection: Connection,
    readonly store: MongoEventStore,
  ) {}

  static async open(): Promise<StoreBench> {
    const connection = await openStoreConnection(realServices().mongoUri, uniqueName());
    const store = new MongoEventStore({ connection, context: 'intake', time: { now: () => Date.now() } });
    await store.migrate();
    await store.assertReady();
    return new StoreBench(connection, store);
  }

  get db(): mongo.Db {
    return databaseOf(this.connection);
  }

  /** Appends commits to a stream, one after the other. */
  async append(streamId: string, count = 1): Promise<StoredCommit[]> {
    const stored: StoredCommit[] = [];
    let head = headOf(await this.store.readStream(streamId));
    for (let n = 0; n < count; n += 1) {
      const commit = await this.store.append(head, {
        commitId: randomUUID(),
        siteId: 'main',
        streamId,
        subject: streamId.slice(streamId.indexOf('-') + 1),
        occurredAt: '2026-03-02T09:00:00.000Z',
        actor: 'system:spec',
        correlationId: 'c',
        causationId: 'c',
        events: [{ type: 'Noted', schemaVersion: 1, data: { n: head.version + 1 } }],
      });
      stored.push(commit);
      head = headOf([commit]);
    }
    return stored;
  }

  /** A started tail that notes what its handler let pass. */
  async tail(options: Partial<MongoTailOptions> = {}): Promise<{ tail: MongoTail; seen: StoredCommit[]; calls: number[] }> {
    const [seen, calls]: [StoredCommit[], number[]] = [[], []];
    const tail = createTail(this.connection, {
      name: 'relay',
      store: this.store,
      leaseMs: 1_500,
      ...options,
      handle: async (commits) => {
        await options.handle?.(commits);
        seen.push(...commits);
        calls.push(commits.length);
      },
    });
    this.tails.push(tail);
    await tail.start();
    return { tail, seen, calls };
  }

  checkpoint(name = 'relay'): Promise<mongo.Document | null> {
    return this.db.collection<{ _id: string }>('tail_checkpoints').findOne({ _id: name });
  }

  lease(name = 'relay'): Promise<mongo.Document | null> {
    return this.db.collection<{ _id: string }>('tail_leases').findOne({ _id: name });
  }

  /** Waits until a tail has read the store and follows the change stream: what comes from now on comes once. */
  async follows(name = 'relay'): Promise<void> {
    await eventually(async () => {
      const checkpoint = await this.checkpoint(name);
      expect(checkpoint).not.toBeNull();
      expect(checkpoint?.catchUp).toBeUndefined();
    });
  }

  /** Makes the lease look expired, as it is when its holder stood still for long. */
  async expireLease(name = 'relay'): Promise<void> {
    await this.db.collection<{ _id: string }>('tail_leases').updateOne({ _id: name }, { $set: { expiresAt: new Date(0) } });
  }

  async close(): Promise<void> {
    await Promise.all(this.tails.map((tail) => tail.stop()));
    await this.db.dropDatabase();
    await this.connection.close();
  }
}

export const newStreamId = (type = 'complaint'): string => `${type}-${randomUUID()}`;

export const places = (commits: readonly { streamId: string; version: number }[]): string[] =>
  commits.map(({ streamId, version }) => `${streamId}@${version}`);

/** The first occurrences, which is what is left after the receivers dropped the repeats. */
export const deduped = (all: readonly string[]): string[] => [...new Set(all)];

/** Waits until all of these were seen. */
export const sees = (seen: readonly StoredCommit[], wanted: readonly StoredCommit[], timeoutMs = 20_000): Promise<void> =>
  eventually(() => expect(places(seen)).toEqual(expect.arrayContaining(places(wanted))), { timeoutMs });

/** That every stream is seen from 1 on without a hole, repeats aside. */
export const expectInOrder = (seen: readonly { streamId: string; version: number }[]): void => {
  const next = new Map<string, number>();
  for (const { streamId, version } of seen) {
    const expected = next.get(streamId) ?? 1;
    if (version > expected) throw new Error(`${streamId}: ${version} came before ${expected}`);
    if (version === expected) next.set(streamId, expected + 1);
  }
};
