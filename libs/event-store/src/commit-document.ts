import { keyRefsOf, type Context, type VersionedEvent } from '@redress/kernel';
import { hash } from 'node:crypto';
import { canonicalJson } from './canonical-json';
import { CommitTooLarge, InvalidCommit, type NewCommit, type StoredCommit, type StreamHead } from './event-store';
import type { Upcasters } from './upcasters';

/** One commit, canonical, at most: it must fit into a change event and a Kafka record (pitfalls M12, K15). */
export const commitLimit = 256 * 1024;

/**
 * A commit as it lies in the collection `commits`. `_id` is the commitId, so its index makes it unique.
 * `events` is canonical JSON text, not BSON: empty objects, integer-like keys and absent members come back as they
 * went in, and the hash is taken over the very same bytes (pitfalls M4, M5).
 */
export interface CommitDocument extends Omit<StoredCommit, 'commitId' | 'events'> {
  readonly _id: string;
  readonly events: string;
}

/** What the store itself knows when it takes a commit. */
export interface Taking {
  readonly context: Context;
  readonly storeEpoch: number;
  /** Database time, milliseconds. */
  readonly now: number;
}

/**
 * The document of a commit after `head`, hashed and chained.
 * @throws InvalidCommit it is no JSON, has no event, or its stream id is not `<type>-<id>` · CommitTooLarge
 */
export const encodeCommit = (head: StreamHead, commit: NewCommit, taking: Taking): CommitDocument => {
  if (!/^(?=.{3,100}$)[A-Za-z]+-[A-Za-z0-9-]+$/.test(commit.streamId))
    throw new InvalidCommit('the stream id is malformed');
  if (commit.events.length === 0) throw new InvalidCommit('a commit needs at least one event');
  const recordedAt = new Date(taking.now).toISOString();
  const { commitId, events, ...envelope } = fieldsOf(commit);
  const body = {
    ...envelope,
    context: taking.context,
    storeEpoch: taking.storeEpoch,
    version: head.version + 1,
    recordedAt: recordedAt > head.recordedAt ? recordedAt : head.recordedAt,
    keyRefs: keyRefsOf(events),
    prevHash: head.hash,
  };
  const eventsText = canonical(events);
  // Written once and set in, as it is most of the work; no text inside can look like the empty list, its quotes are escaped.
  const text = canonical({ ...body, commitId, events: [] }).replace('"events":[]', () => `"events":${eventsText}`);
  const bytes = Buffer.byteLength(text);
  if (bytes > commitLimit) throw new CommitTooLarge(bytes, commitLimit);
  return { _id: commitId, ...body, events: eventsText, hash: sha256(text) };
};

/** The commit in a document, its events in their newest schema. */
export const decodeCommit = (document: CommitDocument, upcasters: Upcasters): StoredCommit => {
  const { _id, events, ...envelope } = document;
  const stored = JSON.parse(events) as VersionedEvent[];
  return { commitId: _id, ...envelope, events: stored.map((event) => upcasters.upcast(event)) };
};

/**
 * The hash a document ought to have, from every field that stands in it, known or not; undefined when it holds no JSON.
 */
export const expectedHash = (document: CommitDocument): string | undefined => {
  const { _id, hash: _hash, events, ...envelope } = document;
  try {
    return sha256(canonical({ commitId: _id, ...envelope, events: JSON.parse(events) as unknown }));
  } catch {
    return undefined;
  }
};

/** Only what belongs to a commit, and nothing undefined, so that the hash covers exactly what is stored. */
const fieldsOf = (commit: NewCommit): NewCommit => {
  const { commitId, siteId, streamId, subject, occurredAt, actor, correlationId, causationId, events } = commit;
  const required = { commitId, siteId, streamId, subject, occurredAt, actor, correlationId, causationId, events };
  const { drillId, clockRef, planRef, traceparent, requestDigest } = commit;
  const optional = Object.entries({ drillId, clockRef, planRef, traceparent, requestDigest });
  return { ...required, ...Object.fromEntries(optional.filter(([, value]) => value !== undefined)) };
};

const canonical = (value: object): string => {
  try {
    return canonicalJson(value);
  } catch (cause) {
    throw new InvalidCommit('the commit cannot be written as canonical JSON', { cause });
  }
};

const sha256 = (text: string): string => hash('sha256', text, 'hex');
