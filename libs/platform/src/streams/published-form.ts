import type { StoredCommit } from '@redress/event-store';
import type { AnyEvent, PublishedCommit, VersionedEvent } from '@redress/kernel';

/** The relay's own mapping of a service: the published form of a stored event, or null for a private one. */
export type ToMessage<E extends AnyEvent = VersionedEvent> = (event: E) => VersionedEvent | null;

/** A commit as the others see it: what only the store needs is left out, private events too; an empty one stays (decisions.md 1). */
export const publishedForm = <E extends AnyEvent>(stored: StoredCommit, toMessage: ToMessage<E>): PublishedCommit => {
  const { events, requestDigest: _digest, keyRefs: _keys, prevHash: _previous, hash: _hash, ...envelope } = stored;
  // The store gives back what the service's own deciders wrote.
  const own = events as readonly AnyEvent[] as readonly E[];
  return { envelope, events: own.map(toMessage).filter((event) => event !== null) };
};
