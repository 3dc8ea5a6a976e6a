import type {
  CaseReopened,
  ComplainantAsked,
  CompensationOffered,
  ComplaintAccepted,
  ComplaintDeclined,
  ComplaintMerged,
  ComplaintRegistered,
  ComplaintTransferred,
  ComplaintUnmerged,
  FeedbackGiven,
} from '@redress/contracts';
import type { Complainant, Following, LetterFacts } from './correspondence';
import type { LetterName } from './render-letter';

/** What is written to a complainant about an event. */
export interface Letter {
  readonly template: LetterName;
  readonly facts: LetterFacts;
}

/** The events a complainant is written to about, and what. */
interface Occasions {
  'intake.ComplaintRegistered': ComplaintRegistered;
  'intake.ComplaintAccepted': ComplaintAccepted;
  'intake.ComplaintDeclined': ComplaintDeclined;
  'intake.ComplaintTransferred': ComplaintTransferred;
  'intake.ComplainantAsked': ComplainantAsked;
  'intake.ComplaintMerged': ComplaintMerged;
  'intake.ComplaintUnmerged': ComplaintUnmerged;
  'investigation.FeedbackGiven': FeedbackGiven;
  'investigation.CaseReopened': CaseReopened;
  'investigation.CompensationOffered': CompensationOffered;
}

/** What a letter depends on besides the event. */
type Found = Pick<Complainant, 'substantiated'>;

type Writing<E> = (data: E, found: Found) => Letter | undefined;

/** What was brought over from elsewhere is no news to who wrote it; a promise that passed before is not given again. */
const registered = ({ channel, acceptBy, registeredAt }: ComplaintRegistered): Letter | undefined => {
  if (channel === 'import') return undefined;
  const promised = Date.parse(acceptBy) > Date.parse(registeredAt);
  return { template: 'complainant-registered', facts: promised ? { by: acceptBy } : {} };
};

const letters: { readonly [K in keyof Occasions]: Writing<Occasions[K]> } = {
  'intake.ComplaintRegistered': registered,
  'intake.ComplaintAccepted': () => ({ template: 'complainant-accepted', facts: {} }),
  'intake.ComplaintDeclined': ({ explanation }) => ({
    template: 'complainant-declined',
    facts: { words: explanation },
  }),
  'intake.ComplaintTransferred': ({ explanation, receiver }) => ({
    template: 'complainant-transferred',
    facts: { words: explanation, receiver },
  }),
  'intake.ComplainantAsked': ({ question, answerBy }) => ({
    template: 'complainant-asked',
    facts: { words: question, by: answerBy },
  }),
  'intake.ComplaintMerged': () => ({ template: 'complainant-merged', facts: {} }),
  // Who takes a complaint back knows that it goes no further.
  'intake.ComplaintUnmerged': ({ cause }) =>
    cause === 'withdrawn' ? undefined : { template: 'complainant-unmerged', facts: {} },
  // An apology is due where the complaint was right, thanks in any case.
  'investigation.FeedbackGiven': ({ feedback, answerBy }, { substantiated }) => ({
    template: substantiated ? 'complainant-result-substantiated' : 'complainant-result-unsubstantiated',
    facts: { words: feedback, ...(answerBy !== undefined && { by: answerBy }) },
  }),
  'investigation.CaseReopened': () => ({ template: 'complainant-reopened', facts: {} }),
  // In writing, whatever way it was said: the answer may be given with the token.
  'investigation.CompensationOffered': ({ amountYuan }) => ({ template: 'complainant-offer', facts: { amountYuan } }),
};

/** The name of an event that a complainant is written to about, with its context. */
export type Occasion = keyof Occasions;

/** Whether a complainant is written to about an event. */
export const isOccasion = (name: string): name is Occasion => Object.hasOwn(letters, name);

/** What a complaint comes to: those whose complaints are merged into it hear of it, too. */
const shared: ReadonlySet<Occasion> = new Set([
  'intake.ComplaintAccepted',
  'intake.ComplaintDeclined',
  'intake.ComplaintTransferred',
  'investigation.FeedbackGiven',
  'investigation.CaseReopened',
]);

/** Whether an answer reaches those, too, whose complaints are merged into the one it is about. */
export const isShared = (occasion: Occasion): boolean => shared.has(occasion);

/**
 * The letter as a complainant gets it whose complaint is merged into the one that was answered: without whom the words
 * were written to, and without a time to answer by, which is the leading complainant's.
 */
export const forFollower = ({ template, facts }: Letter, { complainant }: Following): Letter => {
  const { by: _by, ...told } = facts;
  return { template, facts: { ...told, ...(told.words && { without: complainant }) } };
};

/** What is written about it, if anything. The message kept its contract when it came. */
export const letterAbout = (occasion: Occasion, data: unknown, found: Found): Letter | undefined =>
  (letters[occasion] as Writing<unknown>)(data, found);
