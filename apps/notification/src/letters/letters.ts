import type {
  CaseReopened,
  ComplainantAsked,
  CompensationOffered,
  ComplaintAccepted,
  ComplaintDeclined,
  ComplaintRegistered,
  ComplaintTransferred,
  FeedbackGiven,
} from '@redress/contracts';
import type { Complainant, LetterFacts } from './correspondence';
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
  'investigation.FeedbackGiven': FeedbackGiven;
  'investigation.CaseReopened': CaseReopened;
  'investigation.CompensationOffered': CompensationOffered;
}

type Writing<E> = (data: E, to: Complainant) => Letter | undefined;

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

/** What is written about it, if anything. The message kept its contract when it came. */
export const letterAbout = (occasion: Occasion, data: unknown, to: Complainant): Letter | undefined =>
  (letters[occasion] as Writing<unknown>)(data, to);
