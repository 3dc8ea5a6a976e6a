import { requiredCalendar } from '@redress/calendar';
import type { CommandMeta } from '@redress/command-handling';
import type { RegisterComplaint } from '@redress/complaint';
import { utc, type Sealed } from '@redress/kernel';
import { seal, type PersonKey } from '@redress/personal-data';
import type { PlanCopy } from '@redress/plan-copies';
import { trackingTokenHash } from '@redress/platform';
import { proposeFacts, textSignature, type PlanDocument } from '@redress/plan-rules';
import type { ComplaintForm, Contact } from './complaint-form';
import { confidentiality } from './confidentiality';

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

/** Who it is and how to reach them, sealed; nothing of it is said of who stays anonymous. */
export const sealContact = (key: PersonKey, contact: Contact | undefined): Sealed =>
  seal(key, contact ?? { anonymous: true });

/** Without what is undefined: a stored event has no such fields. */
const given = <T extends object>(fields: T) =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: NonNullable<T[K]>;
  };

/** What may be stated besides and often is not. */
const statedBesides = (
  { place, occurredAt, partyKind, need, receivingPoint, receivedBy, petition, outside, joint }: ComplaintForm,
  { key }: RegistrationParts,
): Partial<RegisterComplaint['data']['registration']> => ({
  ...given({ place, partyKind, receivingPoint, petition }),
  ...(occurredAt !== undefined && { occurredAt: utc(occurredAt) }),
  ...(need !== undefined && { need: seal(key, need) }),
  ...(receivedBy !== undefined && { receivedBy: `staff:${receivedBy}` }),
  ...(outside && {
    outside: { ...outside, ...(outside.replyBy !== undefined && { replyBy: utc(outside.replyBy) }) },
  }),
  ...(joint && { joint: { complainants: joint.complainants, representatives: seal(key, joint.representatives) } }),
});

/** What of the contact is no secret: that there is an address. */
const reachable = (contact: Contact = {}): Pick<RegisterComplaint['data']['registration'], 'reachableBy'> => {
  const kinds = (['email', 'phone'] as const).filter((kind) => contact[kind] !== undefined);
  return kinds.length > 0 ? { reachableBy: kinds } : {};
};

const recorded = (
  form: ComplaintForm,
  parts: RegistrationParts,
  now: string,
): RegisterComplaint['data']['registration'] => {
  const { channel, text, facts, contact, locale = 'zh-CN', receivedAt } = form;
  const { complaintNo, trackingToken, key, copy } = parts;
  return {
    complaintNo,
    channel,
    receivedAt: receivedAt === undefined ? now : utc(receivedAt),
    planRef: copy.planRef,
    calendarRef: copy.calendarRef,
    personId: key.personId,
    complainant: sealContact(key, contact),
    narrative: seal(key, text),
    locale,
    ...statedBesides(form, parts),
    confidentialityPromise: confidentiality.version,
    facts: { ...facts },
    textSignature: textSignature(text),
    trackingTokenHash: trackingTokenHash(trackingToken),
    trackingToken: seal(key, trackingToken),
    ...reachable(contact),
  };
};

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
    calendar: requiredCalendar(parts.copy.calendarRef),
    at: occurredAt,
    by: actor,
  },
});
