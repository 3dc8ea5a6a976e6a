import type { PublishedCommit } from '@redress/kernel';
import { foldEvents, type DataOf, type Folds } from './fold-events';
import { relationFolds, type Relations } from './relations';

type Messages =
  | 'ComplaintRegistered'
  | 'ComplaintVerified'
  | 'ComplaintAccepted'
  | 'ComplaintDeclined'
  | 'ComplaintTransferred'
  | 'CommunicationRecorded'
  | 'ComplainantAsked'
  | 'QuestionAnswered'
  | 'ComplaintSettled'
  | 'ComplaintWithdrawn'
  | 'ComplaintClassified'
  | 'SevereSuspected';

type Without<T, K extends keyof T> = Omit<T, K | 'complaintId'>;

/** What intake has said of a complaint. Sealed fields stay sealed: they open with the person's key or never again. */
export interface ComplaintSection extends Relations {
  readonly siteId: string;
  readonly registration?: Without<DataOf<'ComplaintRegistered'>, 'textSignature'>;
  /** What likely duplicates are found by; says nothing of the text (decisions.md 15). */
  readonly textSignature?: string;
  readonly verification?: Without<DataOf<'ComplaintVerified'>, never>;
  readonly acceptance?: Without<DataOf<'ComplaintAccepted'>, never>;
  readonly declined?: Without<DataOf<'ComplaintDeclined'>, never>;
  readonly transferred?: Without<DataOf<'ComplaintTransferred'>, never>;
  /** The latest exchanges with the complainant, in the order in which they were recorded. */
  readonly communications?: readonly Without<DataOf<'CommunicationRecorded'>, never>[];
  /** When staff first reached the complainant. */
  readonly firstContactAt?: string;
  /** What the complainant was asked, in order. */
  readonly questions?: readonly Question[];
  readonly settled?: Without<DataOf<'ComplaintSettled'>, never>;
  readonly withdrawn?: Without<DataOf<'ComplaintWithdrawn'>, never>;
  readonly classification?: Without<DataOf<'ComplaintClassified'>, never>;
  readonly suspicion?: Without<DataOf<'SevereSuspected'>, never>;
}

/** A question to the complainant, and when it was answered. */
export interface Question extends Without<DataOf<'ComplainantAsked'>, never> {
  readonly answered?: Without<DataOf<'QuestionAnswered'>, 'questionNo'>;
}

/** Most exchanges shown with a complaint. */
const shownCommunications = 100;

/** Staff reached the complainant: the earliest time counts, whenever it is recorded. */
const firstContactIn = (
  { firstContactAt }: ComplaintSection,
  { reached, recordedBy, occurredAt }: Without<DataOf<'CommunicationRecorded'>, never>,
): Pick<ComplaintSection, 'firstContactAt'> => {
  const contact = reached && recordedBy !== 'visitor';
  return contact && (firstContactAt === undefined || occurredAt < firstContactAt) ? { firstContactAt: occurredAt } : {};
};

const ownFolds: Folds<ComplaintSection, Messages> = {
  ComplaintRegistered: (section, { complaintId: _id, textSignature, ...registration }) => ({
    ...section,
    registration,
    textSignature,
  }),
  ComplaintVerified: (section, { complaintId: _id, ...verification }) => ({ ...section, verification }),
  ComplaintAccepted: (section, { complaintId: _id, ...acceptance }) => ({ ...section, acceptance }),
  ComplaintDeclined: (section, { complaintId: _id, ...declined }) => ({ ...section, declined }),
  ComplaintTransferred: (section, { complaintId: _id, ...transferred }) => ({ ...section, transferred }),
  CommunicationRecorded: (section, { complaintId: _id, ...communication }) => ({
    ...section,
    communications: [...(section.communications ?? []), communication].slice(-shownCommunications),
    ...firstContactIn(section, communication),
  }),
  ComplainantAsked: (section, { complaintId: _id, ...question }) => ({
    ...section,
    questions: [...(section.questions ?? []), question],
  }),
  QuestionAnswered: (section, { complaintId: _id, questionNo, ...answered }) => ({
    ...section,
    questions: (section.questions ?? []).map((one) => (one.questionNo === questionNo ? { ...one, answered } : one)),
  }),
  ComplaintSettled: (section, { complaintId: _id, ...settled }) => ({ ...section, settled }),
  ComplaintWithdrawn: (section, { complaintId: _id, ...withdrawn }) => ({ ...section, withdrawn }),
  ComplaintClassified: (section, { complaintId: _id, ...classification }) => ({ ...section, classification }),
  SevereSuspected: (section, { complaintId: _id, ...suspicion }) => ({ ...section, suspicion }),
};

const folds = { ...ownFolds, ...relationFolds<ComplaintSection>() };

/** The section after a commit of intake. */
export const foldComplaint = (section: ComplaintSection | undefined, commit: PublishedCommit): ComplaintSection =>
  foldEvents(folds, section ?? { siteId: commit.envelope.siteId }, commit);
