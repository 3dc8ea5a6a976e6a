import type { PublishedCommit } from '@redress/kernel';
import { foldEvents, type DataOf, type Folds } from './fold-events';

type Messages =
  | 'ComplaintRegistered'
  | 'ComplaintVerified'
  | 'ComplaintAccepted'
  | 'ComplaintDeclined'
  | 'ComplaintTransferred'
  | 'ComplaintSettled'
  | 'ComplaintWithdrawn'
  | 'ComplaintClassified'
  | 'SevereSuspected';

type Without<T, K extends keyof T> = Omit<T, K | 'complaintId'>;

/** What intake has said of a complaint. Sealed fields stay sealed: they open with the person's key or never again. */
export interface ComplaintSection {
  readonly siteId: string;
  readonly registration?: Without<DataOf<'ComplaintRegistered'>, 'textSignature'>;
  readonly verification?: Without<DataOf<'ComplaintVerified'>, never>;
  readonly acceptance?: Without<DataOf<'ComplaintAccepted'>, never>;
  readonly declined?: Without<DataOf<'ComplaintDeclined'>, never>;
  readonly transferred?: Without<DataOf<'ComplaintTransferred'>, never>;
  readonly settled?: Without<DataOf<'ComplaintSettled'>, never>;
  readonly withdrawn?: Without<DataOf<'ComplaintWithdrawn'>, never>;
  readonly classification?: Without<DataOf<'ComplaintClassified'>, never>;
  readonly suspicion?: Without<DataOf<'SevereSuspected'>, never>;
}

const folds: Folds<ComplaintSection, Messages> = {
  ComplaintRegistered: (section, { complaintId: _id, textSignature: _signature, ...registration }) => ({
    ...section,
    registration,
  }),
  ComplaintVerified: (section, { complaintId: _id, ...verification }) => ({ ...section, verification }),
  ComplaintAccepted: (section, { complaintId: _id, ...acceptance }) => ({ ...section, acceptance }),
  ComplaintDeclined: (section, { complaintId: _id, ...declined }) => ({ ...section, declined }),
  ComplaintTransferred: (section, { complaintId: _id, ...transferred }) => ({ ...section, transferred }),
  ComplaintSettled: (section, { complaintId: _id, ...settled }) => ({ ...section, settled }),
  ComplaintWithdrawn: (section, { complaintId: _id, ...withdrawn }) => ({ ...section, withdrawn }),
  ComplaintClassified: (section, { complaintId: _id, ...classification }) => ({ ...section, classification }),
  SevereSuspected: (section, { complaintId: _id, ...suspicion }) => ({ ...section, suspicion }),
};

/** The section after a commit of intake. */
export const foldComplaint = (section: ComplaintSection | undefined, commit: PublishedCommit): ComplaintSection =>
  foldEvents(folds, section ?? { siteId: commit.envelope.siteId }, commit);
