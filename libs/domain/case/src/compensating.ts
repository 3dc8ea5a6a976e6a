import { happened, refuse, type Decision } from '@redress/kernel';
import { authorityFault, compensationYuan, type Authority, type AuthorityFault } from '@redress/plan-rules';
import type { AnswerCompensation, CaseRefusal, IssueCompensation, OfferCompensation } from './case-commands';
import type { CaseEvent } from './case-events';
import { evolveCase, type CaseFile } from './case-file';
import type { LivingCase, Proposal } from './case-state';
import { closingBySatisfaction } from './closing';
import { carriedOut, measureCompleted } from './measures';
import { offerOf, type Offer, type OfferState } from './offers';

type Decided = Decision<CaseEvent, CaseRefusal>;

/**
 * Why somebody may not give what a plan gives. All its compensations count together, so that splitting one helps
 * nobody; what a role has approved, that role's authority covers.
 */
export const beyondAuthority = (
  authority: Authority | undefined,
  { measures, approverRole }: Proposal,
): AuthorityFault | undefined => {
  const covered = authority && approverRole && { ...authority, roles: [...authority.roles, approverRole] };
  return authorityFault(covered ?? authority, compensationYuan(measures));
};

/** What happens, and the closing of the case where it was the last thing a satisfied complainant waited for. */
const andClose = (file: CaseFile, data: OfferCommand, ...events: CaseEvent[]): Decided => {
  const after = events.reduce(evolveCase, file);
  return happened(...events, ...closingBySatisfaction(after.stage, after, data));
};

type OfferCommand = (OfferCompensation | AnswerCompensation | IssueCompensation)['data'];

const offered = (data: OfferCompensation['data'], { proposalNo, measures }: Proposal, offerNo: number): Decided => {
  const { complaintId, measureNo, medium, toldAt, words, at, by } = data;
  const { amountYuan = 0, form } = measures[measureNo - 1] ?? {};
  const what = { proposalNo, measureNo, amountYuan, ...(form && { form }) };
  return happened({
    type: 'CompensationOffered',
    data: { complaintId, offerNo, ...what, medium, toldAt, offeredAt: at, offeredBy: by, ...(words && { words }) },
  });
};

/** Offers a compensation of the adopted plan to the complainant; again after a refusal, but one at a time. */
export const offerCompensation = ({ data }: OfferCompensation, state: LivingCase, { offers }: CaseFile): Decided => {
  const { measureNo, toldAt, at, authority } = data;
  const stage = carriedOut(state);
  if (typeof stage === 'string') return refuse(stage);
  const { proposal, done } = stage;
  if (proposal.measures[measureNo - 1]?.kind !== 'compensation') return refuse('measure-unknown', { measureNo });
  const latest = offerOf(offers, proposal, measureNo)?.state;
  if (latest === 'offered' || latest === 'accepted') return happened();
  if (done.includes(measureNo)) return refuse('measure-done', { measureNo });
  if (Date.parse(toldAt) > Date.parse(at)) return refuse('acted-in-the-future');
  const fault = beyondAuthority(authority, proposal);
  return fault ? refuse('beyond-authority', { ...fault }) : offered(data, proposal, offers.length + 1);
};

/** The offer a command is about, or why there is none. */
const offerIn = ({ offers }: CaseFile, state: LivingCase, offerNo: number): Offer | CaseRefusal => {
  if (state.status === 'none') return 'case-not-opened';
  return offers.find((offer) => offer.offerNo === offerNo) ?? 'offer-unknown';
};

const answersThat: { readonly [S in OfferState]?: boolean } = { accepted: true, issued: true, refused: false };

/** Records whether the complainant takes an offer; the same answer again adds nothing. */
export const answerCompensation = ({ data }: AnswerCompensation, state: LivingCase, file: CaseFile): Decided => {
  const { complaintId, offerNo, accepted, medium, words, at, by } = data;
  const offer = offerIn(file, state, offerNo);
  if (typeof offer === 'string') return refuse(offer, { offerNo });
  if (offer.state === 'lapsed') return refuse('offer-lapsed', { offerNo });
  if (answersThat[offer.state] === accepted) return happened();
  if (offer.state !== 'offered') return refuse('offer-already-answered', { offerNo });
  const type = accepted ? 'CompensationAccepted' : 'CompensationRefused';
  const answer = { complaintId, offerNo, medium, answeredAt: at, recordedBy: by, ...(words && { words }) };
  return andClose(file, data, { type, data: answer });
};

const issued = (data: IssueCompensation['data'], { proposal, measureNo }: Offer, state: LivingCase): CaseEvent[] => {
  const { complaintId, offerNo, method, issuedAt, reference, at, by } = data;
  const event: CaseEvent = {
    type: 'CompensationIssued',
    data: { complaintId, offerNo, method, issuedAt, recordedAt: at, issuedBy: by, reference },
  };
  const stage = carriedOut(state);
  // What an earlier plan owes is no measure of this one.
  if (typeof stage === 'string' || stage.proposal.proposalNo !== proposal.proposalNo) return [event];
  return [event, measureCompleted({ complaintId, measureNo, note: reference, at, by })];
};

/** Records that an accepted compensation reached the complainant, once; its measure is done thereby. */
export const issueCompensation = ({ data }: IssueCompensation, state: LivingCase, file: CaseFile): Decided => {
  const { offerNo, issuedAt, at, authority } = data;
  const offer = offerIn(file, state, offerNo);
  if (typeof offer === 'string') return refuse(offer, { offerNo });
  if (offer.state === 'issued') return happened();
  if (offer.state !== 'accepted') return refuse('compensation-not-accepted', { offerNo, state: offer.state });
  if (Date.parse(issuedAt) > Date.parse(at)) return refuse('acted-in-the-future');
  const fault = beyondAuthority(authority, offer.proposal);
  return fault ? refuse('beyond-authority', { ...fault }) : andClose(file, data, ...issued(data, offer, state));
};
