import type { Context } from '@redress/kernel';
import { decodeCommit, encodeCommit, type CommitDocument } from './commit-document';
import type { TimeSource } from './database-time';
import {
  fullPosition,
  InvalidCommit,
  VersionConflict,
  type ChainFault,
  type EventStore,
  type NewCommit,
  type ScanPosition,
  type StoredCommit,
  type StreamHead,
} from './event-store';
import { Upcasters } from './upcasters';
import { chainFaults } from './verify-chain';

export interface InMemoryEventStoreOptions {
  readonly context: Context;
  /** Default: the clock of the process. */
  readonly time?: TimeSource;
  readonly upcasters?: Upcasters;
  /** The documents by commitId; give the same map to a second store and it is the first one, restarted. */
  readonly documents?: Map<string, CommitDocument>;
  readonly storeEpoch?: number;
}

/** The twin of the Mongo store for fast tests: same encoding, same answers, nothing kept. */
export class InMemoryEventStore implements EventStore {
  private readonly documents: Map<string, CommitDocument>;
  private readonly upcasters: Upcasters;

  constructor(private readonly options: InMemoryEventStoreOptions) {
    this.documents = options.documents ?? new Map<string, CommitDocument>();
    this.upcasters = options.upcasters ?? new Upcasters();
  }

  append(head: StreamHead, commit: NewCommit): Promise<StoredCommit> {
    return inPromise(() => {
      const { context, storeEpoch = 1, time = { now: () => Date.now() } } = this.options;
      const document = encodeCommit(head, commit, { context, storeEpoch, now: time.now() });
      const { _id, streamId, version } = document;
      const there = this.ofStream(streamId).find((other) => other.version === version) ?? this.documents.get(_id);
      if (!there) this.documents.set(_id, document);
      else if (there.streamId !== streamId) throw new InvalidCommit(`commit id ${_id} belongs to another stream`);
      else if (there._id !== _id || there.version !== version) throw new VersionConflict(streamId, head.version);
      return this.decode(there ?? document);
    });
  }

  readStream(streamId: string, fromVersion = 1, limit?: number): Promise<readonly StoredCommit[]> {
    return inPromise(() =>
      this.ofStream(streamId)
        .filter(({ version }) => version >= fromVersion)
        .slice(0, limit)
        .map((document) => this.decode(document)),
    );
  }

  findCommit(commitId: string): Promise<StoredCommit | undefined> {
    return inPromise(() => {
      const document = this.documents.get(commitId);
      return document && this.decode(document);
    });
  }

  async *scan(after: Partial<ScanPosition> = {}): AsyncGenerator<StoredCommit> {
    const from = fullPosition(after);
    const documents = [...this.documents.values()].sort(byRelayOrder);
    for (const document of documents) {
      if (byRelayOrder(document, from) > 0) yield await inPromise(() => this.decode(document));
    }
  }

  count(): Promise<number> {
    return Promise.resolve(this.documents.size);
  }

  schemaVersionOf(type: string): number {
    return this.upcasters.newestVersion(type);
  }

  async *verify(streamId?: string): AsyncGenerator<ChainFault> {
    const streams = new Set([...this.documents.values()].map((document) => document.streamId));
    const wanted = streamId === undefined ? [...streams].sort() : [streamId];
    yield* chainFaults(eachOf(wanted.flatMap((stream) => this.ofStream(stream))));
  }

  private ofStream(streamId: string): CommitDocument[] {
    const documents = [...this.documents.values()].filter((document) => document.streamId === streamId);
    return documents.sort((one, other) => one.version - other.version);
  }

  private decode(document: CommitDocument): StoredCommit {
    return decodeCommit(document, this.upcasters);
  }
}

/** Code units, as MongoDB orders strings without a collation. */
const compare = (one: string, other: string): number => (one < other ? -1 : Number(one > other));

const byRelayOrder = (one: ScanPosition, other: ScanPosition): number =>
  compare(one.recordedAt, other.recordedAt) || compare(one.streamId, other.streamId) || one.version - other.version;

/** Throws come out as rejections, as from a database. */
const inPromise = async <T>(work: () => T): Promise<T> => Promise.resolve().then(work);

async function* eachOf<T>(items: readonly T[]): AsyncGenerator<T> {
  for (const item of items) yield await Promise.resolve(item);
}
