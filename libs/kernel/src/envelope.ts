import type { Message } from './decider';

/** The contexts that own streams, each with its database and its topic `redress-<context>-v1`. */
export const contexts = ['intake', 'investigation', 'escalation', 'notification', 'planning'] as const;
export type Context = (typeof contexts)[number];

/** An event as it is stored and sent: with the version of its schema. */
export interface VersionedEvent<T extends string = string, D extends object = object> extends Message<T, D> {
  readonly schemaVersion: number;
}

/**
 * What every commit carries, in the store, on Kafka and in the read side (decisions.md 2).
 * Times are ISO-8601 UTC with milliseconds.
 */
export interface CommitEnvelope {
  /** Made by the caller; on Kafka the CloudEvents `id`. */
  readonly commitId: string;
  readonly siteId: string;
  readonly context: Context;
  /** `<type>-<uuid>`. */
  readonly streamId: string;
  /** Number of the commit in its stream, contiguous from 1. */
  readonly version: number;
  /** The Kafka key: the id of the thing the stream is about (complaintId, incidentId, …). */
  readonly subject: string;
  /** When it happened in the world (simulated time in a drill or a demo). */
  readonly occurredAt: string;
  /** When the store took it, on database time; never goes back within a stream. */
  readonly recordedAt: string;
  /** Rises when a store is restored from a backup. */
  readonly storeEpoch: number;
  /** `staff:<id>`, `visitor`, `system:<service>`. */
  readonly actor: string;
  readonly correlationId: string;
  /** The commit or the command that led to this one. */
  readonly causationId: string;
  readonly drillId?: string;
  /** Names the clock `occurredAt` was read from, when it is not the real one. */
  readonly clockRef?: string;
  /** `planId@version`, where a plan decided. */
  readonly planRef?: string;
  /** W3C trace context. */
  readonly traceparent?: string;
}

/** A commit as another service sees it: the envelope and the public events in order. */
export interface PublishedCommit {
  readonly envelope: CommitEnvelope;
  readonly events: readonly VersionedEvent[];
}

/** The Kafka topic of a context. */
export const topicOf = (context: Context): string => `redress-${context}-v1`;

/** A read-your-writes token (decisions.md 19). */
export const versionToken = (streamId: string, version: number): string => `${streamId}@${version}`;

/** The parts of a read-your-writes token, or undefined when the text is none. */
export const parseVersionToken = (token: string): { streamId: string; version: number } | undefined => {
  const match = /^([A-Za-z0-9-]{1,100})@([1-9]\d{0,9})$/.exec(token);
  return match?.[1] && match[2] ? { streamId: match[1], version: Number(match[2]) } : undefined;
};
