import type { Sealed } from '@redress/kernel';
import type { Facts } from '@redress/plan-rules';
import type { ComplaintClassified, ComplaintRegistered, Registration } from '../complaint-events';

export const complaintId = '0197f0c2-0000-7000-8000-000000000001';
export const clerk = 'staff:chen';
export const sealed: Sealed = { keyRef: '0197f0c2-0000-7000-8000-0000000000f1', sealed: 'v1.iv.text.tag' };
export const receivedAt = '2026-12-01T01:00:00.000Z';
export const registeredAt = '2026-12-01T01:05:00.000Z';
/** 24 hours after the receipt, by the sample plan. */
export const promise = '2026-12-02T01:00:00.000Z';

/** What is written down of the sample complaint. */
export const registrationWith = (facts: Facts = {}): Omit<Registration, 'complaintId'> => ({
  complaintNo: 'MAIN-2026-000001-4',
  channel: 'hotline',
  receivedAt,
  planRef: 'sample@1',
  calendarRef: 'china-2026.1',
  personId: sealed.keyRef,
  complainant: sealed,
  narrative: sealed,
  locale: 'zh-CN',
  facts,
  textSignature: '0123456789abcdef',
  trackingTokenHash: 'a'.repeat(64),
});

/** The sample complaint on record. */
export const registered = (acceptBy = promise, facts: Facts = {}): ComplaintRegistered => ({
  type: 'ComplaintRegistered',
  data: { ...registrationWith(facts), complaintId, registeredAt, registeredBy: clerk, acceptBy },
});

/** The sample complaint's first classification: general, in the category `other`. */
export const classified = (changes: Partial<ComplaintClassified['data']> = {}): ComplaintClassified => ({
  type: 'ComplaintClassified',
  data: {
    complaintId,
    classifiedAt: registeredAt,
    classifiedBy: 'system:intake',
    decidedBy: 'rule',
    category: 'other',
    level: 'general',
    severity: 2,
    impact: 'individual',
    priority: 'P3',
    because: {
      zh: '没有分级规则与之相符，按一般投诉处理',
      en: 'No level rule matches; handled as a general complaint',
    },
    facts: {},
    ...changes,
  },
});
