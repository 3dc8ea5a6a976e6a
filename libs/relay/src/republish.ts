import { retrying } from '@redress/messaging';
import type { Connection } from 'mongoose';
import { setTimeout as sleep } from 'node:timers/promises';
import { Checkpoints, Fenced, type Checkpoint } from './checkpoints';
import type { TailSource } from './commit-stream';
import { beginningAt } from './follower';
import type { TailPorts } from './followed-store';
import { mongoPorts } from './mongo-tail';
import { relayName } from './relay';

export interface RepublishOptions {
  readonly store: TailSource;
  /** Which tail; default the relay. */
  readonly name?: string;
  /** recordedAt of the first commit to hand over again; default the first of the store. */
  readonly from?: string;
}

/** How far a republication is. */
export interface RepublishProgress {
  /** recordedAt reached; absent before the first batch. */
  readonly at?: string;
  /** recordedAt to reach. */
  readonly until: string;
}

/** Long enough to write a checkpoint; then the lease is given back. Milliseconds. */
const leaseMs = 10_000;

/** An order is written at the first try unless the database is slower than a lease. */
const mostTries = 5;

/**
 * Orders a tail to hand over the store again, from a time on, and then to go on as before: it refills a lost topic
 * (decisions.md 6). The order is a checkpoint: whatever process leads finds it, also after a crash. The leader of now
 * is fenced off and takes the lead again within seconds.
 * @throws StoreUnavailable
 */
export const orderRepublish = (connection: Connection, options: RepublishOptions): Promise<void> => {
  const { store, name = relayName, from } = options;
  return orderRepublishOver(mongoPorts(connection, store, name, leaseMs), from);
};

/** The same wherever the store is. @throws StoreUnavailable · Fenced when others took the lead each time */
export const orderRepublishOver = async ({ store, leases, checkpoints }: TailPorts, from?: string): Promise<void> => {
  const before = await checkpoints.load();
  const checkpoint = await beginningAt(store, from === undefined ? {} : { recordedAt: from }, before?.recordedAt);
  for (let tries = 1; ; tries += 1) {
    const lease = await leases.seize();
    try {
      await checkpoints.save(checkpoint, lease.fence);
      return await leases.release(lease);
    } catch (error) {
      // The lease ran out before the order was written, and somebody leads by now.
      if (!(error instanceof Fenced) || tries === mostTries) throw error;
    }
  }
};

/** How far the republication of a tail is; undefined when none is under way. @throws StoreUnavailable */
export const republishProgress = async (connection: Connection, name = relayName): Promise<RepublishProgress | undefined> => {
  const checkpoint: Checkpoint | undefined = await new Checkpoints(connection, name).load();
  if (!checkpoint?.catchUp) return undefined;
  const { after, until } = checkpoint.catchUp;
  return after.recordedAt === undefined ? { until } : { at: after.recordedAt, until };
};

/**
 * Orders a republication and waits until it is done, which needs the service to run.
 * @throws when the signal aborts; the republication goes on then
 */
export const republish = async (
  connection: Connection,
  options: RepublishOptions & { readonly signal: AbortSignal; readonly onProgress?: (progress: RepublishProgress) => void },
): Promise<void> => {
  const { signal, onProgress } = options;
  await orderRepublish(connection, options);
  for (;;) {
    const progress = await retrying(() => republishProgress(connection, options.name), { signal });
    if (!progress) return;
    onProgress?.(progress);
    await sleep(500, undefined, { signal });
  }
};
