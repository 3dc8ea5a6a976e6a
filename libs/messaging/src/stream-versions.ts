import type { CommitEnvelope, Context, PublishedCommit } from '@redress/kernel';

/** Versions of one stream that were not delivered; both ends included. */
export interface Gap {
  readonly context: Context;
  readonly siteId: string;
  readonly streamId: string;
  readonly fromVersion: number;
  readonly toVersion: number;
}

/**
 * Reads missing commits from the service that owns the stream (its stream pages, decisions.md 7).
 * Throws TransientFault while it cannot be asked.
 */
export type FetchMissing = (gap: Gap, signal: AbortSignal) => Promise<readonly PublishedCommit[]>;

/** The owner of a stream does not have the versions either: somebody must look. */
export class GapNotFilled extends Error {
  constructor({ streamId, fromVersion, toVersion }: Gap) {
    super(`versions ${fromVersion} to ${toVersion} of ${streamId} were not delivered and their owner does not give them`);
    this.name = 'GapNotFilled';
  }

  /** The first missing version in a reason that a parked message was given for this, else undefined. */
  static fromVersionIn(reason: string): number | undefined {
    const match = /^GapNotFilled: versions (\d+) to/.exec(reason);
    return match?.[1] === undefined ? undefined : Number(match[1]);
  }
}

interface Seen {
  readonly version: number;
  readonly storeEpoch: number;
}

/**
 * The highest version seen per stream, for the streams of late (bounded). It finds holes and restored stores; it never
 * says "skip": whether a commit was handled is known where the effect is stored, for ever (pitfalls K5, X2).
 */
export class StreamVersions {
  private readonly seen = new Map<string, Seen>();

  constructor(private readonly limit = 20_000) {}

  /** What is missing in front of a commit of a known stream; `reached` is what the same batch brings before it. */
  gapBefore(envelope: CommitEnvelope, reached = 0): Gap | undefined {
    const last = Math.max(reached, this.seen.get(envelope.streamId)?.version ?? 0);
    return last === 0 ? undefined : gapBetween(last, envelope);
  }

  /** Whether a version comes again out of a store that was restored from a backup: its content may differ (X5). */
  reappears({ streamId, version, storeEpoch }: CommitEnvelope): boolean {
    const last = this.seen.get(streamId);
    return last !== undefined && version <= last.version && storeEpoch > last.storeEpoch;
  }

  /** Notes that a commit was handled or parked. */
  saw({ streamId, version, storeEpoch }: CommitEnvelope): void {
    const last = this.seen.get(streamId);
    this.seen.delete(streamId);
    this.seen.set(streamId, { version: Math.max(version, last?.version ?? 0), storeEpoch: Math.max(storeEpoch, last?.storeEpoch ?? 0) });
    const oldest = this.seen.keys().next();
    if (this.seen.size > this.limit && !oldest.done) this.seen.delete(oldest.value);
  }
}

/** The versions between one that is there and a later commit. */
export const gapBetween = (last: number, { context, siteId, streamId, version }: CommitEnvelope): Gap | undefined =>
  version > last + 1 ? { context, siteId, streamId, fromVersion: last + 1, toVersion: version - 1 } : undefined;

/**
 * The commits of one stream that `fetchMissing` gave for a gap, complete and in order.
 * @throws GapNotFilled when one of them is not there.
 */
export const fillGap = async (gap: Gap, fetchMissing: FetchMissing, signal: AbortSignal): Promise<PublishedCommit[]> => {
  const fetched = await fetchMissing(gap, signal);
  const byVersion = new Map(
    fetched.filter(({ envelope }) => envelope.streamId === gap.streamId).map((commit) => [commit.envelope.version, commit]),
  );
  const filled: PublishedCommit[] = [];
  for (let version = gap.fromVersion; version <= gap.toVersion; version += 1) {
    const commit = byVersion.get(version);
    if (!commit) throw new GapNotFilled(gap);
    filled.push(commit);
  }
  return filled;
};
