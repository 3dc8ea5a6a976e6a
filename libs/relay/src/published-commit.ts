import type { StoredCommit } from '@redress/event-store';
import type { CommitEnvelope, PublishedCommit, VersionedEvent } from '@redress/kernel';

/**
 * The public face of one stored event, or null when it is private to its service. One exhaustive switch per service
 * (`apps/<service>/src/relay/`); it must give the same for the same event, as a commit may be published again.
 */
export type ToMessage = (event: VersionedEvent, envelope: CommitEnvelope) => VersionedEvent | null;

/** Only the envelope of a commit: what the store adds for itself (hashes, digest, key references) stays there. */
export const envelopeOf = (commit: StoredCommit): CommitEnvelope => {
  const { events: _events, requestDigest: _digest, keyRefs: _keys, prevHash: _prev, hash: _hash, ...envelope } = commit;
  return envelope;
};

/**
 * A stored commit as others see it, on Kafka and in stream pages. It is there without a public event too, so that
 * versions have no holes (decisions.md 1).
 */
export const publishedCommit = (commit: StoredCommit, toMessage: ToMessage): PublishedCommit => {
  const envelope = envelopeOf(commit);
  const events = commit.events.map((event) => toMessage(event, envelope)).filter((event) => event !== null);
  return { envelope, events };
};
