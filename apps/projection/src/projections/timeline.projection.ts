import { keyRefsOf, type PublishedCommit, type VersionedEvent } from '@redress/kernel';
import type { CommitLog } from '@redress/projections';

/** An event as the timeline shows it. */
export interface TimelineEvent {
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** What one commit did to a complaint. */
export interface TimelineEntry {
  readonly siteId: string;
  readonly complaintId: string;
  readonly occurredAt: string;
  readonly recordedAt: string;
  readonly actor: string;
  readonly context: string;
  readonly planRef?: string;
  readonly events: TimelineEvent[];
}

/** What a timeline must not tell, or need not: the complaint's id is the entry's, a hash opens the public tracking. */
const leftOut = new Set(['complaintId', 'trackingTokenHash', 'textSignature']);

const shown = ({ type, data }: VersionedEvent): TimelineEvent => ({
  type,
  data: Object.fromEntries(
    Object.entries(data).filter(([name, value]) => !leftOut.has(name) && keyRefsOf(value).length === 0),
  ),
});

const ofComplaint = /^(complaint|case|evidence|publication|watch|delivery|gap)-/;
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

const entryOf = ({ envelope, events }: PublishedCommit): TimelineEntry | undefined => {
  const { streamId, subject, siteId, occurredAt, recordedAt, actor, context, planRef } = envelope;
  if (events.length === 0 || !ofComplaint.test(streamId) || !uuid.test(subject)) return undefined;
  const who = { siteId, complaintId: subject, actor, context, ...(planRef !== undefined && { planRef }) };
  return { ...who, occurredAt, recordedAt, events: events.map(shown) };
};

/** The history of each complaint over all services: one row per commit, without anything sealed. */
export const timeline: CommitLog = {
  name: 'timeline',
  indexes: [{ fields: { complaintId: 1, occurredAt: 1, _id: 1 } }],
  row: entryOf,
};
