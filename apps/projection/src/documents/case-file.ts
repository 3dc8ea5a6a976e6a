import type { SealedData } from '@redress/contracts';
import type { CaseSection } from '../projections/case-section';
import type { ComplaintSection } from '../projections/complaint-section';
import type { WatchSection } from '../projections/watch-section';
import type { ComplaintDetail } from '../queries/complaint-detail';
import type { ComplaintItem } from '../queries/complaint-item';
import type { Disclosure } from '../queries/personal-data';

/** A section whose sealed parts were opened, or are null. */
export type Unsealed<T> = T extends SealedData
  ? string | null
  : T extends readonly (infer Item)[]
    ? readonly Unsealed<Item>[]
    : T extends object
      ? { readonly [K in keyof T]: Unsealed<T[K]> }
      : T;

/** Name and ways to reach somebody; empty for somebody anonymous. */
export interface Contact {
  readonly name?: string;
  readonly phone?: string;
  readonly email?: string;
}

type Opened = Unsealed<ComplaintSection>;

/** A complaint as documents are made of it: what the detail shows the same reader. */
export interface CaseFile {
  readonly item: ComplaintItem;
  readonly complaint: Omit<Opened, 'registration'> & {
    readonly registration: Omit<NonNullable<Opened['registration']>, 'complainant'> & {
      readonly complainant: Contact | null;
    };
  };
  readonly case: Unsealed<CaseSection>;
  readonly watch?: WatchSection;
  readonly personalData: Disclosure;
}

/** The detail of a registered complaint as a file; whether there is a case is seen by its parts. */
export const caseFileOf = ({
  complaint,
  case: file,
  watch,
  notifications: _sent,
  ...item
}: ComplaintDetail): CaseFile =>
  ({ item, complaint, case: file ?? { siteId: item.siteId }, watch, personalData: item.personalData }) as CaseFile;

/** The representatives of a joint complaint, whose contacts are sealed as JSON text. */
export const representativesOf = (sealed: string | null): readonly Contact[] | null => {
  if (sealed === null) return null;
  try {
    const list: unknown = JSON.parse(sealed);
    return Array.isArray(list) ? (list as Contact[]) : [{ name: sealed }];
  } catch {
    return [{ name: sealed }];
  }
};
