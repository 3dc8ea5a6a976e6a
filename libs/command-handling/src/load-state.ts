import { headOf, noStream, type EventStore, type StoredCommit, type StreamHead } from '@redress/event-store';
import type { AnyEvent, Decider } from '@redress/kernel';

/** The part of a decider that reads: state from events. */
export type Fold<S, E extends AnyEvent> = Pick<Decider<S, never, E, string>, 'initial' | 'evolve'>;

/** A stream as its decider sees it. */
export interface LoadedState<S> {
  readonly state: S;
  /** Version 0: the stream does not exist. */
  readonly head: StreamHead;
}

/** The state a stream is in now. @throws StoreUnavailable (a TransientFault) */
export const loadState = async <S, E extends AnyEvent>(
  store: EventStore,
  decider: Fold<S, E>,
  streamId: string,
): Promise<LoadedState<S>> =>
  advance({ state: decider.initial, head: noStream }, decider, await store.readStream(streamId));

/** The state after more commits. */
export const advance = <S, E extends AnyEvent>(
  { state, head }: LoadedState<S>,
  decider: Fold<S, E>,
  commits: readonly StoredCommit[],
): LoadedState<S> => ({
  // The store gives back what the same decider's events were written as, in their newest schema.
  state: commits
    .flatMap(({ events }) => events as readonly AnyEvent[] as readonly E[])
    .reduce((s, e) => decider.evolve(s, e), state),
  head: commits.length > 0 ? headOf(commits) : head,
});

/** A stream and its state. */
export interface StreamState<S> extends LoadedState<S> {
  readonly streamId: string;
}

/**
 * The states of the streams that these commits, given in order, belong to. What is there from its first commit on, as a
 * new stream is, need not be read. @throws StoreUnavailable (a TransientFault)
 */
export const statesAfter = <S, E extends AnyEvent>(
  store: EventStore,
  decider: Fold<S, E>,
  commits: readonly StoredCommit[],
): Promise<StreamState<S>[]> =>
  Promise.all(
    [...Map.groupBy(commits, ({ streamId }) => streamId)].map(async ([streamId, ofStream]) => {
      const fromTheFirst = ofStream.every(({ version }, at) => version === at + 1);
      const nothing = { state: decider.initial, head: noStream };
      const now = fromTheFirst ? advance(nothing, decider, ofStream) : await loadState(store, decider, streamId);
      return { streamId, ...now };
    }),
  );
