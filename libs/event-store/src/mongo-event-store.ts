import type { Context } from '@redress/kernel';
import type { Connection, mongo } from 'mongoose';
import { setTimeout as sleep } from 'node:timers/promises';
import { performance } from 'node:perf_hooks';
import { outcomeOf, type AppendOutcome } from './append-outcome';
import { decodeCommit, encodeCommit, type CommitDocument } from './commit-document';
import type { TimeSource } from './database-time';
import {
  fullPosition,
  InvalidCommit,
  OutcomeUnknown,
  VersionConflict,
  type ChainFault,
  type EventStore,
  type NewCommit,
  type ScanPosition,
  type StoredCommit,
  type StreamHead,
} from './event-store';
import { durableCollection } from './mongo-connection';
import { guarded, guardedEach, isDuplicateKey, isOutage } from './mongo-faults';
import { checkStore, commitsCollection, migrateStore, relayOrder, streamOrder } from './store-schema';
import { Upcasters } from './upcasters';
import { chainFaults } from './verify-chain';

export interface MongoEventStoreOptions {
  /** From `openStoreConnection`; the database is the store. */
  readonly connection: Connection;
  readonly context: Context;
  /** A `DatabaseTime`. */
  readonly time: TimeSource;
  readonly upcasters?: Upcasters;
  /** Told how each append ended and how long it took, in seconds. */
  readonly onAppend?: (outcome: AppendOutcome, seconds: number) => void;
}

/** Documents in one answer of the database, and so in memory at once. */
const batchSize = 1000;

/** How long an unknown outcome is looked into before the caller hears of it, milliseconds, the driver's own 5 s apart. */
const settleWithinMs = 5000;

/** The event store over MongoDB: one insert per append, nothing else on that path (pitfalls M15). */
export class MongoEventStore implements EventStore {
  /** The native collection, for a change stream. */
  readonly commits: mongo.Collection<CommitDocument>;
  private readonly upcasters: Upcasters;
  private storeEpoch?: number;

  constructor(private readonly options: MongoEventStoreOptions) {
    this.commits = durableCollection<CommitDocument>(options.connection, commitsCollection);
    this.upcasters = options.upcasters ?? new Upcasters();
  }

  /** Makes the indexes and the epoch. */
  migrate(): Promise<void> {
    return migrateStore(this.options.connection);
  }

  /** To be called once before use: refuses a store that could lose or double commits. @throws StoreNotReady (M3) */
  async assertReady(): Promise<void> {
    this.storeEpoch = await checkStore(this.options.connection);
  }

  async append(head: StreamHead, commit: NewCommit): Promise<StoredCommit> {
    const asked = performance.now();
    const tell = (outcome: AppendOutcome): void =>
      this.options.onAppend?.(outcome, (performance.now() - asked) / 1_000);
    try {
      const stored = await this.appendOnce(head, commit);
      tell('stored');
      return stored;
    } catch (error) {
      tell(outcomeOf(error));
      throw error;
    }
  }

  async readStream(streamId: string, fromVersion = 1, limit?: number): Promise<readonly StoredCommit[]> {
    const filter = { streamId, version: { $gte: fromVersion } };
    const options = { sort: streamOrder, batchSize, limit };
    const documents = await guarded('read a stream', () => this.commits.find(filter, options).toArray());
    return documents.map((document) => this.decode(document));
  }

  async findCommit(commitId: string): Promise<StoredCommit | undefined> {
    const document = await guarded('find a commit', () => this.commits.findOne({ _id: commitId }));
    return document ? this.decode(document) : undefined;
  }

  async *scan(after?: Partial<ScanPosition>): AsyncGenerator<StoredCommit> {
    let from = after && fullPosition(after);
    for (;;) {
      const page = await this.scanPage(from);
      for (const document of page) yield this.decode(document);
      const last = page.at(-1);
      if (!last) return;
      from = fullPosition(last);
    }
  }

  count(): Promise<number> {
    return guarded('count', () => this.commits.countDocuments({}));
  }

  schemaVersionOf(type: string): number {
    return this.upcasters.newestVersion(type);
  }

  async *verify(streamId?: string): AsyncGenerator<ChainFault> {
    const filter = streamId === undefined ? {} : { streamId };
    yield* chainFaults(guardedEach('verify', this.commits.find(filter, { sort: streamOrder, batchSize })));
  }

  /** A commit out of a document, say of a change event. */
  decode(document: CommitDocument): StoredCommit {
    return decodeCommit(document, this.upcasters);
  }

  private async appendOnce(head: StreamHead, commit: NewCommit): Promise<StoredCommit> {
    if (this.storeEpoch === undefined) throw new Error('assertReady() must come before the first append');
    const { context, time } = this.options;
    const document = encodeCommit(head, commit, { context, storeEpoch: this.storeEpoch, now: time.now() });
    try {
      await this.commits.insertOne(document);
      return this.decode(document);
    } catch (error) {
      return this.settle(document, error);
    }
  }

  /** The next documents in relay order: the index is entered exactly at the place, which is then left out. */
  private async scanPage(from: ScanPosition | undefined): Promise<CommitDocument[]> {
    const options = { sort: relayOrder, hint: relayOrder, limit: batchSize, batchSize };
    const find = () => this.commits.find({}, from ? { ...options, min: from } : options).toArray();
    const page = await guarded('scan', find);
    const first = page[0];
    return first && from && isAt(first, from) ? page.slice(1) : page;
  }

  /** After a duplicate key or an answer that says neither yes nor no: the place itself is asked, then again tried. */
  private async settle(document: CommitDocument, failure: unknown): Promise<StoredCommit> {
    const deadline = performance.now() + settleWithinMs;
    let cause = failure;
    for (;;) {
      if (!isDuplicateKey(cause) && !isOutage(cause)) throw cause;
      const found = await this.whoIsThere(document);
      if (found) return this.decode(found);
      if (performance.now() >= deadline) throw new OutcomeUnknown(document._id, { cause });
      await sleep(20 + Math.random() * 80);
      try {
        await this.commits.insertOne(document);
        return this.decode(document);
      } catch (error) {
        cause = error;
      }
    }
  }

  /**
   * The commit that took the place, if it is this one. Nobody found is no proof: the insert may still be on its way.
   * @throws VersionConflict the place is taken by another · InvalidCommit the id is used by another stream
   */
  private async whoIsThere(document: CommitDocument): Promise<CommitDocument | undefined> {
    const { _id, streamId, version } = document;
    const found = await this.ask({ streamId, version }, { _id });
    if (!found) return undefined;
    if (found.streamId !== streamId) throw new InvalidCommit(`commit id ${_id} belongs to another stream`);
    if (found._id !== _id || found.version !== version) throw new VersionConflict(streamId, version - 1);
    return found;
  }

  /** The first document that one of the filters finds; undefined also where the database cannot be asked. */
  private async ask(...filters: mongo.Filter<CommitDocument>[]): Promise<CommitDocument | undefined> {
    try {
      for (const filter of filters) {
        const found = await this.commits.findOne(filter);
        if (found) return found;
      }
    } catch (error) {
      if (!isOutage(error)) throw error;
    }
    return undefined;
  }
}

const isAt = (document: CommitDocument, place: ScanPosition): boolean =>
  document.version === place.version &&
  document.streamId === place.streamId &&
  document.recordedAt === place.recordedAt;
