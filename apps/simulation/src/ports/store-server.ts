import {
  decodeCommit,
  InMemoryEventStore,
  OutcomeUnknown,
  StoreUnavailable,
  Upcasters,
  type CommitDocument,
  type EventStore,
  type NewCommit,
  type StoredCommit,
  type StreamHead,
} from '@redress/event-store';
import type { Context } from '@redress/kernel';
import { ask, askerOf } from '../world/calls';
import type { World } from '../world/world';

const upcasters = new Upcasters();

/** The commits of one context as the database has them, whatever becomes of the processes. */
export class StoreServer {
  /** The commits in the order in which they were taken; its indexes are the places of the change stream. */
  readonly taken: StoredCommit[] = [];
  /** Places before this one have fallen out of the oplog. */
  firstPlace = 0;
  private readonly documents = new Map<string, CommitDocument>();
  private readonly waiting = new Set<() => void>();
  private sentAt = 0;
  private readonly store: InMemoryEventStore;

  constructor(
    readonly world: World,
    context: Context,
  ) {
    this.store = new InMemoryEventStore({ context, documents: this.documents, time: { now: () => this.sentAt } });
  }

  /** The store as the machine on which this happens sees it. `recordedAt` is read before the question travels. */
  client(): EventStore {
    const { store, world } = this;
    const lost = () => new StoreUnavailable('ask the store');
    return {
      append: (head, commit) => this.append(head, commit),
      readStream: (streamId, from, limit) =>
        ask(world, { what: `read ${streamId}`, lost, work: () => store.readStream(streamId, from, limit) }),
      findCommit: (commitId) => ask(world, { what: 'find a commit', lost, work: () => store.findCommit(commitId) }),
      count: () => ask(world, { what: 'count', lost, work: () => store.count() }),
      scan: (after) => store.scan(after),
      schemaVersionOf: (type) => store.schemaVersionOf(type),
      verify: (streamId) => store.verify(streamId),
    };
  }

  /** Some commits after a position in relay order, as a cursor sees them that began there just now. */
  async page(after: Parameters<EventStore['scan']>[0], size: number): Promise<StoredCommit[]> {
    const page: StoredCommit[] = [];
    for await (const commit of this.store.scan(after)) if (page.push(commit) === size) break;
    return page;
  }

  /** Resolves with the next commit, or after a while without one. */
  nextCommit(waitMs: number): Promise<void> {
    return new Promise((resolve) => {
      this.waiting.add(resolve);
      this.world.between(waitMs, () => {
        this.waiting.delete(resolve);
        resolve();
      });
    });
  }

  private append(head: StreamHead, commit: NewCommit): Promise<StoredCommit> {
    const sentAt = this.world.now + askerOf(this.world).clockError;
    return ask(this.world, {
      what: `append ${commit.streamId}@${head.version + 1}`,
      lost: () => new OutcomeUnknown(commit.commitId),
      work: async () => {
        this.sentAt = sentAt;
        const stored = await this.store.append(head, commit);
        this.note();
        return stored;
      },
    });
  }

  private note(): void {
    const newest = [...this.documents.values()].slice(this.taken.length);
    this.taken.push(...newest.map((document) => decodeCommit(document, upcasters)));
    if (newest.length === 0) return;
    for (const wake of this.waiting) wake();
    this.waiting.clear();
  }
}
