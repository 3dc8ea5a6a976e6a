import type { StoredCommit } from '@redress/event-store';
import type { TopicRecord } from '@redress/messaging';
import { versionToken, type CommitEnvelope } from '@redress/kernel';

/** What is wrong between a store and its topic, each as `streamId@version`; the lists hold the first 100. */
export interface RelayFindings {
  /** Commits in the store. */
  readonly commits: number;
  /** Messages on the topic, repeats included. */
  readonly records: number;
  /** Messages that are no commits of ours. */
  readonly foreign: number;
  /** Stored and not on the topic. */
  readonly missingCount: number;
  readonly missing: readonly string[];
  /** On the topic, but nowhere after the version before it. */
  readonly outOfOrderCount: number;
  readonly outOfOrder: readonly string[];
  /** On the topic and not in the store: of a store that was lost or restored. */
  readonly unknownCount: number;
  readonly unknown: readonly string[];
}

/** Whether nothing is wrong. */
export const isRelayed = ({ missingCount, outOfOrderCount, unknownCount }: RelayFindings): boolean =>
  missingCount + outOfOrderCount + unknownCount === 0;

const listed = 100;

/** What a topic holds of one stream. */
interface OnTopic {
  /** Versions 1 to this one can be read in order. */
  inOrder: number;
  /** Versions that were there when the one before them had not been yet. */
  readonly early: Set<number>;
}

class Places {
  count = 0;
  readonly first: string[] = [];

  add(streamId: string, version: number): void {
    this.count += 1;
    if (this.first.length < listed) this.first.push(versionToken(streamId, version));
  }
}

/**
 * Compares a store with its topic (decisions.md 6, I2): every commit is there at least once, and a reader that goes
 * through the topic can see every stream in order; a version may come early as long as it comes again in its turn, as it
 * does after a republication. What is being published at that moment may show as missing: verify again.
 * Memory grows with the number of streams, not of commits.
 * @param stored the commits of the store, `store.scan()`; read first
 * @param topic everything on the topic, `readTopic()`
 */
export const verifyRelay = async (stored: AsyncIterable<StoredCommit>, topic: AsyncIterable<TopicRecord>): Promise<RelayFindings> => {
  const store = await readStore(stored);
  const { streams, records, foreign } = await readStreams(topic, store);
  const places = { missing: new Places(), outOfOrder: new Places(), unknown: new Places() };
  for (const [streamId, last] of store.heads) compareStream(streamId, last, streams.get(streamId), places);
  for (const [streamId, onTopic] of streams) notInStore(streamId, store.heads.get(streamId) ?? 0, onTopic, places.unknown);
  const { missing, outOfOrder, unknown } = places;
  return {
    commits: store.commits,
    records,
    foreign,
    missingCount: missing.count,
    missing: missing.first,
    outOfOrderCount: outOfOrder.count,
    outOfOrder: outOfOrder.first,
    unknownCount: unknown.count,
    unknown: unknown.first,
  };
};

const compareStream = (streamId: string, last: number, found: OnTopic | undefined, to: { missing: Places; outOfOrder: Places }): void => {
  const { inOrder, early } = found ?? { inOrder: 0, early: new Set<number>() };
  for (let version = inOrder + 1; version <= last; version += 1) {
    (early.has(version) ? to.outOfOrder : to.missing).add(streamId, version);
  }
};

const notInStore = (streamId: string, last: number, { inOrder, early }: OnTopic, unknown: Places): void => {
  for (let version = last + 1; version <= inOrder; version += 1) unknown.add(streamId, version);
  for (const version of early) if (version > Math.max(last, inOrder)) unknown.add(streamId, version);
};

/** The heads of a store's streams, and up to when it was read. */
interface StoreHeads {
  readonly heads: ReadonlyMap<string, number>;
  readonly commits: number;
  readonly until: string;
}

const readStore = async (stored: AsyncIterable<StoredCommit>): Promise<StoreHeads> => {
  const heads = new Map<string, number>();
  let [commits, until] = [0, ''];
  for await (const { streamId, version, recordedAt } of stored) {
    commits += 1;
    if (recordedAt > until) until = recordedAt;
    heads.set(streamId, Math.max(version, heads.get(streamId) ?? 0));
  }
  return { heads, commits, until };
};

/** What was committed after the store was read is none of our business. */
const isNewer = ({ streamId, version, recordedAt }: CommitEnvelope, { heads, until }: StoreHeads): boolean =>
  version > (heads.get(streamId) ?? 0) && recordedAt >= until;

const readStreams = async (topic: AsyncIterable<TopicRecord>, store: StoreHeads) => {
  const streams = new Map<string, OnTopic>();
  let [records, foreign] = [0, 0];
  for await (const { commit } of topic) {
    records += 1;
    if (!commit) foreign += 1;
    if (!commit || isNewer(commit.envelope, store)) continue;
    const { streamId, version } = commit.envelope;
    const stream = streams.get(streamId) ?? { inOrder: 0, early: new Set<number>() };
    streams.set(streamId, stream);
    note(stream, version);
  }
  return { streams, records, foreign };
};

const note = (stream: OnTopic, version: number): void => {
  if (version === stream.inOrder + 1) stream.inOrder = version;
  else if (version > stream.inOrder) stream.early.add(version);
  stream.early.delete(stream.inOrder);
};
