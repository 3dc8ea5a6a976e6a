import type { ComplaintClassified, ComplaintRegistered } from '@redress/contracts';
import type { PublishedCommit, VersionedEvent } from '@redress/kernel';
import type { Graded } from '@redress/plan-rules';
import type { KnownComplaint } from './known-complaints';

type Learned = Omit<KnownComplaint, 'version' | 'siteId'>;

const graded = ({ category, level, severity, impact, priority }: ComplaintClassified): Graded => ({
  category,
  level,
  impact,
  priority,
  // The contract allows 1 to 4 and nothing else.
  severity: severity as NonNullable<Graded['severity']>,
});

const learned = (known: Learned | undefined, { type, data }: VersionedEvent): Learned | undefined => {
  switch (type) {
    case 'ComplaintRegistered': {
      const { complaintId, planRef, personId, complainant, trackingTokenHash } = data as ComplaintRegistered;
      return { complaintId, planRef, personId, complainant, trackingTokenHash, graded: {} };
    }
    case 'ComplaintClassified':
      return known && { ...known, graded: graded(data as ComplaintClassified) };
    default:
      return known;
  }
};

/**
 * What is known of a complaint after one more commit of its stream; undefined while it is not registered. The events
 * were checked against their contracts when they arrived.
 */
export const learnComplaint = (
  known: KnownComplaint | undefined,
  { envelope: { version, siteId }, events }: PublishedCommit,
): KnownComplaint | undefined => {
  const next = events.reduce<Learned | undefined>(learned, known);
  return next && { ...next, siteId, version };
};
