import type { PublishedCommit, Sealed, VersionedEvent } from '@redress/kernel';
import type { Outside } from './outside';

/** A complaint as intake tells of it. */
export interface SampleComplaint {
  readonly complaintId: string;
  readonly personId: string;
  readonly category?: string;
  readonly trackingTokenHash?: string;
  /** Name and contact, sealed under the person's key. */
  readonly complainant?: Sealed;
}

const at = '2026-03-02T01:00:00.000Z';
const event = (type: string, data: object): VersionedEvent => ({ type, schemaVersion: 1, data });

/** Registered and classified, verified, accepted: the three commits of a complaint that needs a case. */
export const acceptedComplaint = (outside: Outside, sample: SampleComplaint): PublishedCommit[] => {
  const { complaintId, personId, category = 'food', trackingTokenHash = 'a'.repeat(64) } = sample;
  const sealed: Sealed = { keyRef: personId, sealed: 'v1.iv.text.tag' };
  const { complainant = sealed } = sample;
  const place = (version: number) =>
    ({ context: 'intake', streamId: `complaint-${complaintId}`, subject: complaintId, version }) as const;
  const registered = event('ComplaintRegistered', {
    complaintId,
    personId,
    complaintNo: 'MAIN-2026-000001-4',
    channel: 'web',
    receivedAt: at,
    registeredAt: at,
    acceptBy: '2026-03-03T01:00:00.000Z',
    planRef: 'sample@1',
    calendarRef: 'china-2026.1',
    complainant,
    narrative: sealed,
    locale: 'zh-CN',
    facts: {},
    textSignature: '0123456789abcdef',
    trackingTokenHash,
    registeredBy: 'visitor',
  });
  const classified = event('ComplaintClassified', {
    complaintId,
    classifiedAt: at,
    classifiedBy: 'system:intake',
    decidedBy: 'rule',
    category,
    level: 'general',
    severity: 2,
    impact: 'individual',
    priority: 'P3',
    because: { zh: '一般投诉' },
    facts: {},
  });
  const verified = event('ComplaintVerified', { complaintId, valid: true, verifiedAt: at, verifiedBy: 'staff:chen' });
  const accepted = event('ComplaintAccepted', { complaintId, acceptedAt: at, acceptedBy: 'staff:chen', late: false });
  return [
    outside.commit(place(1), registered, classified),
    outside.commit(place(2), verified),
    outside.commit(place(3), accepted),
  ];
};
