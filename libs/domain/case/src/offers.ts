import type { CaseEvent } from './case-events';
import type { Case, Proposal } from './case-state';

/**
 * Where an offer stands; `lapsed` is one that nobody had answered when another plan, or another round, took its place.
 */
export type OfferState = 'offered' | 'accepted' | 'refused' | 'issued' | 'lapsed';

/** A compensation that was offered to the complainant. */
export interface Offer {
  readonly offerNo: number;
  /** The plan it belongs to, which another may have replaced since. */
  readonly proposal: Proposal;
  readonly measureNo: number;
  readonly state: OfferState;
}

const changed = (offers: readonly Offer[], offerNo: number, state: OfferState): readonly Offer[] =>
  offers.map((offer) => (offer.offerNo === offerNo ? { ...offer, state } : offer));

const lapse = (offers: readonly Offer[]): readonly Offer[] =>
  offers.map((offer) => (offer.state === 'offered' ? { ...offer, state: 'lapsed' } : offer));

/** The offers of a case after an event; `stage` is where the case stood before it. */
export const offersAfter = (offers: readonly Offer[], { type, data }: CaseEvent, stage: Case): readonly Offer[] => {
  switch (type) {
    case 'CompensationOffered': {
      const { offerNo, measureNo } = data;
      return 'proposal' in stage
        ? [...offers, { offerNo, proposal: stage.proposal, measureNo, state: 'offered' }]
        : offers;
    }
    case 'CompensationAccepted':
      return changed(offers, data.offerNo, 'accepted');
    case 'CompensationRefused':
      return changed(offers, data.offerNo, 'refused');
    case 'CompensationIssued':
      return changed(offers, data.offerNo, 'issued');
    case 'ResolutionPlanProposed':
    case 'CaseReopened':
      return lapse(offers);
    default:
      return offers;
  }
};

/** The latest offer of a measure of a plan. */
export const offerOf = (offers: readonly Offer[], { proposalNo }: Proposal, measureNo: number): Offer | undefined =>
  offers.findLast((offer) => offer.proposal.proposalNo === proposalNo && offer.measureNo === measureNo);

/** Numbers of the offers that were accepted and must still be issued, of whatever plan. */
export const owedOffers = (offers: readonly Offer[]): number[] =>
  offers.flatMap(({ offerNo, state }) => (state === 'accepted' ? [offerNo] : []));

/** Whether the complainant refused a compensation of this plan, and was not won over since. */
export const isRefused = (offers: readonly Offer[], proposal: Proposal): boolean =>
  proposal.measures.some((_, index) => offerOf(offers, proposal, index + 1)?.state === 'refused');
