import type { Context } from '@redress/kernel';

/** An event as it lies in a store or on a topic. */
export interface FoundEvent {
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** A commit as it lies in a store or on a topic. */
export interface FoundCommit {
  readonly commitId: string;
  readonly subject: string;
  readonly events: readonly FoundEvent[];
}

/** What was found of a context. */
export interface Found {
  readonly stored: readonly FoundCommit[];
  /** As they lie on the topic, repeats included. */
  readonly published: readonly FoundCommit[];
}

/** Everything a demo left behind, read without the product's own code. */
export interface Evidence {
  /** Complaints that were answered with a number. */
  readonly registered: ReadonlySet<string>;
  readonly contexts: Readonly<Record<Context, Found>>;
  /** Complaints in the live read model. */
  readonly documents: number;
  /** Mails in the mailbox. */
  readonly mails: number;
}

/** The events of a value that is JSON or parsed already; none where it is something else. */
export const eventsIn = (value: unknown): FoundEvent[] => {
  const parsed: unknown = typeof value === 'string' ? JSON.parse(value) : value;
  return Array.isArray(parsed) ? (parsed as FoundEvent[]) : [];
};
