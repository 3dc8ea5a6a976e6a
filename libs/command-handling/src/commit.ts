import { noStream, VersionConflict, type EventStore, type NewCommit, type StoredCommit } from '@redress/event-store';
import { CommandRefused, type AnyEvent, type Decider, type VersionedEvent } from '@redress/kernel';
import { ExponentialBackoff, handleType, retry } from 'cockatiel';
import { commitIdOf } from './command-ids';
import { CommandIdReused, type CommandMeta, type Committed } from './command-meta';
import { advance, type LoadedState } from './load-state';
import { inLane } from './stream-lane';

/** Where a command goes: the stream, and the subject that becomes the Kafka key (decisions.md 3). */
export interface CommandTarget {
  readonly streamId: string;
  readonly subject: string;
}

/** A command on its way to its stream. It holds its time and ids already, so that it may be decided again. */
export interface CommitRequest<S, C extends AnyEvent, E extends AnyEvent, R extends string> {
  readonly store: EventStore;
  readonly decider: Decider<S, C, E, R>;
  readonly target: CommandTarget;
  readonly command: C;
  readonly meta: CommandMeta;
  /**
   * Hardly ever has anybody written to the stream before: the first decision is made without reading. Where that is
   * wrong the append conflicts and the command is decided anew, as ever; a repeat of the command that opened the stream
   * finds what it stored then, and says `changed` again.
   */
  readonly freshStream?: boolean;
}

/** What a command did, with the events that stand for it in the store; none where nothing had to be stored. */
export interface CommittedEvents extends Committed {
  readonly events: readonly VersionedEvent[];
}

/** Decisions made anew after a conflict, with growing random pauses: some two seconds at most. */
const afterConflict = retry(handleType(VersionConflict), {
  maxAttempts: 12,
  backoff: new ExponentialBackoff({ initialDelay: 5, maxDelay: 250 }),
});

/**
 * Takes a command to its stream: load, decide, append one commit, or nothing at all (invariant 1).
 * A command id that the stream has seen gets the answer of that time; a conflict is decided again on the fresh state.
 * @throws CommandRefused the domain says no · CommandIdReused the id came with another body · VersionConflict others
 * won every time · CommitTooLarge · OutcomeUnknown, StoreUnavailable (TransientFaults: send the same command again)
 */
export const commit = async <S, C extends AnyEvent, E extends AnyEvent, R extends string>(
  request: CommitRequest<S, C, E, R>,
): Promise<Committed> => {
  const { events: _events, ...committed } = await commitWithEvents(request);
  return committed;
};

/**
 * As {@link commit}, and answers with the stored events of the command too: those of its first time, where it was
 * repeated, so that a handler need not read them again.
 */
export const commitWithEvents = async <S, C extends AnyEvent, E extends AnyEvent, R extends string>(
  request: CommitRequest<S, C, E, R>,
): Promise<CommittedEvents> => {
  const { store, decider, target, meta } = request;
  const commitId = commitIdOf(meta.commandId, target.streamId);
  let loaded: LoadedState<S> = { state: decider.initial, head: noStream };
  let mayBeEmpty = request.freshStream ?? false;
  const attempt = async (): Promise<CommittedEvents> => {
    const fresh = mayBeEmpty ? [] : await store.readStream(target.streamId, loaded.head.version + 1);
    mayBeEmpty = false;
    const earlier = fresh.find((stored) => stored.commitId === commitId);
    if (earlier) return { ...answer(earlier, meta), changed: false };
    loaded = advance(loaded, decider, fresh);
    const events = decide(request, loaded.state);
    if (events.length === 0)
      return { streamId: target.streamId, version: loaded.head.version, changed: false, events: [] };
    return answer(await store.append(loaded.head, newCommit(request, commitId, events)), meta);
  };
  return inLane(store, target.streamId, () => afterConflict.execute(attempt));
};

const decide = <S, C extends AnyEvent, E extends AnyEvent, R extends string>(
  { decider, command }: CommitRequest<S, C, E, R>,
  state: S,
): readonly E[] => {
  const decision = decider.decide(command, state);
  if (!decision.ok) throw new CommandRefused(decision.refusal, decision.details);
  return decision.events;
};

const newCommit = (
  { store, target, meta }: Pick<CommitRequest<never, never, never, never>, 'store' | 'target' | 'meta'>,
  commitId: string,
  events: readonly AnyEvent[],
): NewCommit => {
  const { commandId: _commandId, ...envelope } = meta;
  const versioned = events.map(({ type, data }) => ({ type, schemaVersion: store.schemaVersionOf(type), data }));
  return { ...envelope, ...target, commitId, events: versioned };
};

/** The answer to a command from its commit, which a twin of the command may have stored meanwhile. */
const answer = ({ streamId, version, requestDigest, events }: StoredCommit, meta: CommandMeta): CommittedEvents => {
  if (requestDigest !== meta.requestDigest) throw new CommandIdReused(meta.commandId);
  return { streamId, version, changed: true, events };
};
