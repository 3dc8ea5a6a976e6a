import type { PersonKeys } from '@redress/personal-data';
import type { ModelDocument } from '@redress/projections';
import type { NotificationSection } from '../projections/notifications.projection';
import { itemOf, type ComplaintItem } from './complaint-item';
import { contactIn } from './contact';
import { hide, open, type Disclosure } from './personal-data';

type ShownNotification = NotificationSection & { readonly streamId: string };

/** A complaint with everything its sections hold. */
export interface ComplaintDetail extends ComplaintItem {
  readonly complaint?: object;
  readonly case?: object;
  readonly watch?: object;
  readonly notifications: Omit<ShownNotification, 'siteId' | 'complaintId'>[];
  readonly personalData: Disclosure;
}

interface Registration {
  readonly complainant?: unknown;
  readonly trackingTokenHash?: string;
  readonly trackingToken?: unknown;
}

interface Section {
  readonly textSignature?: string;
  readonly registration?: Registration;
}

/** Contacts are sealed as JSON text; what opens the tracking is the complainant's alone. */
const withContact = (section: object): object => {
  const { textSignature: _signature, registration, ...others } = section as Section;
  if (!registration) return others;
  const { trackingTokenHash: _hash, trackingToken: _token, complainant, ...shown } = registration;
  return { ...others, registration: { ...shown, complainant: parsed(complainant) } };
};

const parsed = (contact: unknown): unknown => (typeof contact === 'string' ? contactIn(contact) : contact);

/** The detail of a complaint; without keys, everything sealed stays hidden. */
export const detailOf = async (
  document: ModelDocument,
  notifications: readonly ShownNotification[],
  keys: PersonKeys | undefined,
): Promise<ComplaintDetail> => {
  const sections = Object.fromEntries(Object.entries(document.sections).map(([name, { data }]) => [name, data]));
  const { value, disclosure } = keys ? await open(sections, keys) : hide(sections);
  const { complaint, ...others } = value as Record<string, object>;
  return {
    ...itemOf(document),
    ...(complaint !== undefined && { complaint: withContact(complaint) }),
    ...others,
    notifications: notifications.map(({ siteId: _site, complaintId: _complaint, ...notification }) => notification),
    personalData: disclosure,
  };
};
