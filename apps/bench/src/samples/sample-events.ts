import type { NewCommit } from '@redress/event-store';
import type { VersionedEvent } from '@redress/kernel';
import { randomBytes, randomUUID } from 'node:crypto';

const at = '2026-03-02T01:00:00.000Z';

/** What sealed text looks like: as long and as little compressible. */
const sealed = randomBytes(190).toString('base64url');

/** An event of intake as it is stored and published, some 560 bytes of JSON. */
export const sampleEvent = (complaintId: string): VersionedEvent => ({
  type: 'ComplaintDeclined',
  schemaVersion: 1,
  data: {
    complaintId,
    declinedAt: at,
    declinedBy: `staff:${complaintId}`,
    reason: 'outOfScope',
    explanation: { keyRef: complaintId, sealed: `v1.${sealed.slice(0, 16)}.${sealed}.${sealed.slice(0, 22)}` },
  },
});

/** A commit of a complaint's stream with so many events. */
export const sampleCommit = (complaintId: string, events: number): NewCommit => ({
  commitId: randomUUID(),
  siteId: 'main',
  streamId: `complaint-${complaintId}`,
  subject: complaintId,
  occurredAt: at,
  actor: 'staff:c1',
  correlationId: randomUUID(),
  causationId: randomUUID(),
  events: Array.from({ length: events }, () => sampleEvent(complaintId)),
});
