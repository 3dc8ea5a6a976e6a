import { calendarOf } from '@redress/calendar';
import type { CommandMeta } from '@redress/command-handling';
import type { RegisterComplaint } from '@redress/complaint';
import { TransientFault } from '@redress/kernel';
import { seal, type PersonKey } from '@redress/personal-data';
import type { PlanCopy } from '@redress/plan-copies';
import { proposeFacts, textSignature, type PlanDocument } from '@redress/plan-rules';
import type { ComplaintForm } from './complaint-form';
import { trackingTokenHash } from './tracking-token';

/** What a registration needs besides the form. */
export interface RegistrationParts {
  readonly complaintId: string;
  readonly complaintNo: string;
  readonly trackingToken: string;
  /** The complainant's key. */
  readonly key: PersonKey;
  /** The plan in force, which will govern the complaint to its end. */
  readonly copy: PlanCopy<PlanDocument>;
}

const calendarFor = ({ calendarRef }: PlanCopy): RegisterComplaint['data']['calendar'] => {
  const calendar = calendarOf(calendarRef);
  if (!calendar) throw new TransientFault(`this release does not know the calendar ${calendarRef}`);
  return calendar;
};

const recorded = (
  { channel, text, place, facts, contact, locale = 'zh-CN', receivedAt }: ComplaintForm,
  { complaintNo, trackingToken, key, copy }: RegistrationParts,
  now: string,
): RegisterComplaint['data']['registration'] => ({
  complaintNo,
  channel,
  receivedAt: receivedAt === undefined ? now : new Date(receivedAt).toISOString(),
  planRef: copy.planRef,
  calendarRef: copy.calendarRef,
  personId: key.personId,
  complainant: seal(key, contact ?? { anonymous: true }),
  narrative: seal(key, text),
  locale,
  ...(place !== undefined && { place }),
  facts: { ...facts },
  textSignature: textSignature(text),
  trackingTokenHash: trackingTokenHash(trackingToken),
});

/**
 * The command that registers a complaint: personal words sealed, everything else in the open. The plain text is read
 * here for the last time: for what the plan's words propose and for its signature (decisions.md 11, 15).
 * @throws TransientFault when the plan counts by a calendar edition this release does not have
 */
export const registerComplaint = (
  form: ComplaintForm,
  parts: RegistrationParts,
  { occurredAt, actor }: CommandMeta,
): RegisterComplaint => ({
  type: 'RegisterComplaint',
  data: {
    complaintId: parts.complaintId,
    registration: recorded(form, parts, occurredAt),
    ...(form.category !== undefined && { category: form.category }),
    proposals: proposeFacts(parts.copy.document, form.text),
    plan: parts.copy.document,
    calendar: calendarFor(parts.copy),
    at: occurredAt,
    by: actor,
  },
});
