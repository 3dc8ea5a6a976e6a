import type { DeadlineKind, LocalText } from '@redress/contracts';
import { guarded } from '@redress/event-store';
import { holdsTrackingToken } from '@redress/platform';
import type { PersonKeys } from '@redress/personal-data';
import type { ModelDocument, ProjectionEngine } from '@redress/projections';
import type { CaseSection } from '../projections/case-section';
import type { CompensationEntry, OfferState } from '../projections/compensation-section';
import type { ComplaintSection } from '../projections/complaint-section';
import type { ComplaintSummary } from '../projections/complaint-summary';
import { complaints } from '../projections/complaints.projection';
import type { Stage, Status } from '../projections/stage';
import { withoutPerson } from '@redress/personal-data';
import { contactIn } from './contact';
import { open } from './personal-data';
import { mergedStep, publicStep } from './public-steps';

/** What the holder of a tracking token may know: no personal data, nobody's name. */
export interface TrackedComplaint {
  readonly complaintId: string;
  readonly complaintNo: string;
  readonly status: Status;
  readonly stage: Stage;
  readonly receivedAt: string;
  /** What was promised, and by when, as long as it is open. */
  readonly promise?: { readonly deadline: DeadlineKind; readonly by: string };
  readonly next: LocalText;
  /** The round of handling; above 1 it was reopened. */
  readonly round: number;
  /** It is answered by another complaint on the same matter, whose state and result these are. */
  readonly merged?: boolean;
  readonly result?: TrackedResult;
  readonly question?: TrackedQuestion;
  /** What was offered and stands, the latest last. */
  readonly offers?: TrackedOffer[];
}

/** What the complainant is asked and has not answered. */
export interface TrackedQuestion {
  readonly questionNo: number;
  /** Null where it cannot be read, as when the person's data was erased. */
  readonly text: string | null;
  /** Until when the answer is waited for; one that comes later is heard all the same. */
  readonly answerBy: string;
}

/** A compensation that was offered. */
export interface TrackedOffer extends Pick<CompensationEntry, 'offerNo' | 'amountYuan' | 'form' | 'toldAt'> {
  readonly state: Exclude<OfferState, 'lapsed'>;
  readonly answeredAt?: string;
  readonly issuedAt?: string;
}

/** The result of this round, as the complainant was told it. */
export interface TrackedResult {
  /** Null where it cannot be read, as when the person's data was erased. */
  readonly text: string | null;
  readonly toldAt: string;
  /** Until when an answer counts. */
  readonly answerBy?: string;
  readonly satisfied?: boolean;
}

type Tracked = ComplaintSummary & ModelDocument;

/** The complaint with this number for whoever holds its token; undefined for a wrong number and a wrong token alike. */
export const trackComplaint = async (
  engine: ProjectionEngine,
  keys: PersonKeys,
  complaintNo: string,
  token: string,
): Promise<TrackedComplaint | undefined> => {
  const collection = (await guarded('tracking', () => engine.live())).documents(complaints, 'main');
  const options = { maxTimeMS: 2000, readConcern: { level: 'local' } } as const;
  const found = await guarded('tracking', () => collection.findOne({ complaintNo }, options));
  const complaint = found as Tracked | null;
  if (!holdsTrackingToken(token, complaint?.trackingTokenHash) || !complaint) return undefined;
  if (!complaint.mergedInto) return ownComplaint(complaint, keys);
  const filter = { _id: complaint.mergedInto.complaintId, siteId: complaint.siteId } as object;
  const leading = (await guarded('tracking', () => collection.findOne(filter, options))) as Tracked | null;
  return mergedComplaint(complaint, leading, keys);
};

/** The complaint with all that its own complainant may know and answer. */
const ownComplaint = async (complaint: Tracked, keys: PersonKeys): Promise<TrackedComplaint> => ({
  ...tracked(complaint),
  ...(await resultOf(complaint, keys)),
  ...(await questionOf(complaint, keys)),
  ...offersOf(complaint),
});

/** What ends with its own complainant alone says nothing to another: the merged one is about to stand on its own again. */
const answersOthers = ({ status }: Tracked): boolean =>
  status !== 'withdrawn' && status !== 'settled' && status !== 'merged';

/** The complainant's own number with the state and the result of the complaint that leads; of whom that is, nothing. */
const mergedComplaint = async (own: Tracked, leading: Tracked | null, keys: PersonKeys): Promise<TrackedComplaint> => {
  const { complaintId, complaintNo, receivedAt } = tracked(own);
  const answer = leading && answersOthers(leading) ? leading : own;
  const { status, stage, promise, round } = tracked(answer);
  return {
    complaintId,
    complaintNo,
    receivedAt,
    status,
    stage,
    ...(promise && { promise }),
    next: mergedStep(status, stage),
    round,
    merged: true,
    ...(answer !== own && (await sharedResultOf(answer, keys))),
  };
};

/** The result without whom it was told to, and without what only that one can answer. */
const sharedResultOf = async ({ sections }: Tracked, keys: PersonKeys): Promise<{ result?: TrackedResult }> => {
  const { feedback } = (sections.case?.data ?? {}) as Partial<CaseSection>;
  if (!feedback) return {};
  const { registration } = (sections.complaint?.data ?? {}) as Partial<ComplaintSection>;
  const { value } = await open({ text: feedback.feedback, complainant: registration?.complainant }, keys);
  const { text, complainant } = value as Pick<TrackedResult, 'text'> & { complainant?: unknown };
  // Whose name cannot be read cannot be kept out of it.
  const known = complainant !== null && complainant !== undefined && text !== null;
  return { result: { text: known ? withoutPerson(text, contactIn(complainant)) : null, toldAt: feedback.givenAt } };
};

const tracked = (complaint: Tracked): TrackedComplaint => {
  const {
    _id: complaintId,
    complaintNo = '',
    status,
    stage,
    receivedAt = '',
    nextDeadline,
    nextDueAt,
    open: isOpen,
    round,
  } = complaint;
  return {
    complaintId,
    complaintNo,
    status,
    stage,
    receivedAt,
    ...(isOpen && nextDeadline && nextDueAt !== undefined && { promise: { deadline: nextDeadline, by: nextDueAt } }),
    next: publicStep(status, stage),
    round,
  };
};

/** The last question, as long as it is not answered and the complaint is open. */
const questionOf = async (
  { sections, open: isOpen }: Tracked,
  keys: PersonKeys,
): Promise<{ question?: TrackedQuestion }> => {
  const { questions } = (sections.complaint?.data ?? {}) as Partial<ComplaintSection>;
  const last = questions?.at(-1);
  if (!last || last.answered || !isOpen) return {};
  const { value } = await open({ text: last.question }, keys);
  const { text } = value as Pick<TrackedQuestion, 'text'>;
  return { question: { questionNo: last.questionNo, text, answerBy: last.answerBy } };
};

/** Most offers that are shown. */
const shownOffers = 20;

/** What was offered, for the complainant to answer; offers that came to nothing are not. */
const offersOf = ({ sections }: Tracked): { offers?: TrackedOffer[] } => {
  const { compensations = [] } = (sections.case?.data ?? {}) as Partial<CaseSection>;
  const offers = compensations.flatMap(({ offerNo, amountYuan, form, toldAt, state, answer, issued }) =>
    state === 'lapsed'
      ? []
      : [
          {
            offerNo,
            amountYuan,
            ...(form && { form }),
            toldAt,
            state,
            ...(answer && { answeredAt: answer.answeredAt }),
            ...(issued && { issuedAt: issued.issuedAt }),
          },
        ],
  );
  return offers.length > 0 ? { offers: offers.slice(-shownOffers) } : {};
};

/** What the holder of the token was told is the holder's own to read again. */
const resultOf = async ({ sections }: Tracked, keys: PersonKeys): Promise<{ result?: TrackedResult }> => {
  const { feedback, satisfaction } = (sections.case?.data ?? {}) as Partial<CaseSection>;
  if (!feedback) return {};
  const { value } = await open({ text: feedback.feedback }, keys);
  const { text } = value as Pick<TrackedResult, 'text'>;
  const { givenAt: toldAt, answerBy } = feedback;
  const answered = satisfaction && { satisfied: satisfaction.satisfied };
  return { result: { text, toldAt, ...(answerBy !== undefined && { answerBy }), ...answered } };
};
