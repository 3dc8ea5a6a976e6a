import type { PublishedCommit } from '@redress/kernel';

/** Sends commits to their contexts' topics: acks all, idempotent, in the order given, one send in flight (K8, K9). */
export interface CommitPublisher {
  /** Resolves when the broker has all of them. Throws TransientFault when it may not; then send all again. */
  publish(commits: readonly PublishedCommit[]): Promise<void>;
  stop(): Promise<void>;
}
