import { guarded } from '@redress/event-store';
import type { TopicRecord } from '@redress/messaging';
import type { Connection } from 'mongoose';
import type { TailSource } from './commit-stream';
import { orderRepublish, republishProgress, type RepublishProgress } from './republish';
import { verifyRelay, type RelayFindings } from './verify-relay';

/** How far a republication is, with what is left. */
export interface RepublishState extends RepublishProgress {
  /** Commits that are still to be handed over, a few more or less while it runs. */
  readonly remaining: number;
}

/** What an operator may do to the relay of a service (decisions.md 6). */
export interface RelayOperations {
  /** Orders the store to be published again, from a recordedAt on or from its beginning. @throws StoreUnavailable */
  republish(from?: string): Promise<void>;
  /** How far that is; undefined when none is under way. @throws StoreUnavailable */
  progress(): Promise<RepublishState | undefined>;
  /** Compares the whole store with the whole topic. @throws what the signal was aborted with */
  verify(signal: AbortSignal): Promise<RelayFindings>;
}

export interface RelayOperationsOptions {
  readonly store: TailSource;
  /** Reads the service's topic to its present end: `readTopic` of `@redress/messaging`. */
  readonly topic: (signal: AbortSignal) => AsyncIterable<TopicRecord>;
}

async function* unlessAborted<T>(items: AsyncIterable<T>, signal: AbortSignal): AsyncGenerator<T> {
  for await (const item of items) {
    signal.throwIfAborted();
    yield item;
  }
  // A reader that was cut short looks like one that came to its end.
  signal.throwIfAborted();
}

/** The operations on the relay whose store is in this database. */
export const relayOperations = (connection: Connection, { store, topic }: RelayOperationsOptions): RelayOperations => ({
  republish: (from) => orderRepublish(connection, { store, ...(from !== undefined && { from }) }),
  progress: async () => {
    const progress = await republishProgress(connection);
    if (!progress) return undefined;
    const left = { recordedAt: { $gte: progress.at ?? '', $lte: progress.until } };
    return { ...progress, remaining: await guarded('count what is left', () => store.commits.countDocuments(left)) };
  },
  verify: (signal) => verifyRelay(unlessAborted(store.scan(), signal), unlessAborted(topic(signal), signal)),
});
