import type { CaseSection, Round } from './case-section';
import type { DataOf, Folds } from './fold-events';

/** Messages of the ledger of compensations. */
export type CompensationMessages =
  'CompensationOffered' | 'CompensationAccepted' | 'CompensationRefused' | 'CompensationIssued';

/** Where an offer stands; `lapsed` is one that another plan, another round or a withdrawal took the place of. */
export const offerStates = ['offered', 'accepted', 'refused', 'issued', 'lapsed'] as const;
export type OfferState = (typeof offerStates)[number];

type OfOffer<T> = Omit<T, 'complaintId' | 'offerNo'>;

/** A line of the ledger: what was offered, how it was answered, and when it reached the complainant. */
export interface CompensationEntry extends Omit<DataOf<'CompensationOffered'>, 'complaintId'> {
  readonly state: OfferState;
  readonly answer?: OfOffer<DataOf<'CompensationAccepted'>>;
  readonly issued?: OfOffer<DataOf<'CompensationIssued'>>;
}

type Ledger = readonly CompensationEntry[];

const changed = (section: CaseSection, offerNo: number, change: Partial<CompensationEntry>): CaseSection => ({
  ...section,
  compensations: (section.compensations ?? []).map((one) => (one.offerNo === offerNo ? { ...one, ...change } : one)),
});

/** The ledger when offers in these states come to nothing. */
export const lapsed = (compensations: Ledger | undefined, ...states: OfferState[]): { compensations?: Ledger } =>
  compensations
    ? { compensations: compensations.map((one) => (states.includes(one.state) ? { ...one, state: 'lapsed' } : one)) }
    : {};

/** The latest offer of a measure of a plan. */
export const offerOf = <T extends Pick<CompensationEntry, 'proposalNo' | 'measureNo'>>(
  ledger: readonly T[] | undefined,
  plan: Round['plan'],
  measureNo: number,
): T | undefined => ledger?.findLast((one) => one.proposalNo === plan?.proposalNo && one.measureNo === measureNo);

/** What each message of the ledger makes of a case. */
export const compensationFolds: Folds<CaseSection, CompensationMessages> = {
  CompensationOffered: (section, { complaintId: _id, ...offer }) => ({
    ...section,
    compensations: [...(section.compensations ?? []), { ...offer, state: 'offered' }],
  }),
  CompensationAccepted: (section, { complaintId: _id, offerNo, ...answer }) =>
    changed(section, offerNo, { state: 'accepted', answer }),
  CompensationRefused: (section, { complaintId: _id, offerNo, ...answer }) =>
    changed(section, offerNo, { state: 'refused', answer }),
  CompensationIssued: (section, { complaintId: _id, offerNo, ...issued }) =>
    changed(section, offerNo, { state: 'issued', issued }),
};
