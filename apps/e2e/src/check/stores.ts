import { mongo } from 'mongoose';

/** An event as it lies in a store. */
export interface RawEvent {
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** A commit as the checker reads it: straight from the driver, sharing nothing with the product. */
export interface RawCommit {
  readonly commitId: string;
  readonly streamId: string;
  readonly version: number;
  readonly subject: string;
  readonly causationId: string;
  readonly types: readonly string[];
  readonly events: readonly RawEvent[];
  readonly hash: string;
  readonly prevHash: string;
}

/** Contexts whose database holds commits. */
export const writers = ['intake', 'investigation', 'escalation', 'notification', 'planning'] as const;
export type Writer = (typeof writers)[number];

/** Reads the databases of a stack. */
export class Stores {
  private constructor(
    readonly client: mongo.MongoClient,
    private readonly prefix: string,
  ) {}

  static async open(uri: string, prefix: string): Promise<Stores> {
    const client = new mongo.MongoClient(uri, { serverSelectionTimeoutMS: 10_000, directConnection: true });
    return new Stores(await client.connect(), prefix);
  }

  close(): Promise<void> {
    return this.client.close();
  }

  db(context: string): mongo.Db {
    return this.client.db(`${this.prefix}_${context}`);
  }

  /** Every commit of a context, by stream and version. */
  async commits(context: Writer): Promise<RawCommit[]> {
    const documents = await this.db(context)
      .collection('commits')
      .find({}, { readConcern: { level: 'majority' } })
      .sort({ streamId: 1, version: 1 })
      .toArray();
    return documents.map(rawCommit);
  }
}

const eventsIn = (events: unknown): RawEvent[] => {
  const list: unknown = typeof events === 'string' ? JSON.parse(events) : events;
  return Array.isArray(list) ? (list as RawEvent[]) : [];
};

const rawCommit = (d: mongo.Document): RawCommit => {
  const events = eventsIn(d['events']);
  return {
    commitId: String(d['_id']),
    streamId: String(d['streamId']),
    version: Number(d['version']),
    subject: String(d['subject']),
    causationId: String(d['causationId']),
    types: events.map(({ type }) => type),
    events,
    hash: String(d['hash']),
    prevHash: String(d['prevHash']),
  };
};

/** Streams whose versions are not 1..n or whose links do not hold, and commitIds that stand twice (I1). */
export const storeFaults = (context: string, commits: readonly RawCommit[]): string[] => {
  const faults: string[] = [];
  const next = new Map<string, number>();
  const ids = new Set<string>();
  const hashes = new Map<string, string>();
  for (const { streamId, version, commitId, hash, prevHash } of commits) {
    const expected = next.get(streamId) ?? 1;
    if (version !== expected) faults.push(`${context}: ${streamId} has version ${version} where ${expected} belongs`);
    if (prevHash !== (hashes.get(streamId) ?? '0'.repeat(64)))
      faults.push(`${context}: ${streamId}@${version} is not linked`);
    next.set(streamId, version + 1);
    hashes.set(streamId, hash);
    if (ids.has(commitId)) faults.push(`${context}: commit ${commitId} is stored twice`);
    ids.add(commitId);
  }
  return faults;
};
