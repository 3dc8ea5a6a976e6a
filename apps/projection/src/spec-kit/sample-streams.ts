import type { Context, PublishedCommit, VersionedEvent } from '@redress/kernel';
import type { PersonKey } from '@redress/personal-data';
import { randomBytes, randomUUID } from 'node:crypto';

/** Moments of the sample: a Monday in March, minutes after nine in the morning. */
export const at = (minute: number): string => new Date(Date.UTC(2026, 2, 2, 1, minute)).toISOString();

/** The streams of one complaint: every append is a commit, numbered within its stream. */
export class SampleStreams {
  readonly id = randomUUID();
  readonly key: PersonKey;
  readonly commits: PublishedCommit[] = [];
  private readonly versions = new Map<string, number>();

  constructor(
    readonly siteId: string,
    personId: string,
  ) {
    this.key = { personId, key: randomBytes(32) };
  }

  /** The newest version of a stream as a read-your-writes token. */
  token(type: string): string {
    const streamId = `${type}-${this.id}`;
    return `${streamId}@${this.versions.get(streamId) ?? 0}`;
  }

  protected has(type: string): boolean {
    return this.versions.has(`${type}-${this.id}`);
  }

  protected append(
    context: Context,
    type: string,
    minute: number,
    events: Record<string, object>,
    { streamId = `${type}-${this.id}`, bare = false } = {},
  ): this {
    const version = (this.versions.get(streamId) ?? 0) + 1;
    this.versions.set(streamId, version);
    const about = bare ? {} : { complaintId: this.id };
    const list = Object.entries(events).map(([name, data]) => ({
      type: name,
      schemaVersion: 1,
      data: { ...about, ...data },
    }));
    this.commits.push(commitOf({ siteId: this.siteId, context, streamId, version, subject: this.id }, minute, list));
    return this;
  }
}

/** A commit as it is published. */
export const commitOf = (
  place: Pick<PublishedCommit['envelope'], 'siteId' | 'context' | 'streamId' | 'version' | 'subject'>,
  minute: number,
  events: readonly VersionedEvent[],
): PublishedCommit => ({
  envelope: {
    ...place,
    commitId: randomUUID(),
    occurredAt: at(minute),
    recordedAt: at(minute),
    storeEpoch: 1,
    actor: 'staff:c1',
    correlationId: randomUUID(),
    causationId: randomUUID(),
  },
  events,
});
