import { happened, refuse, type Decider, type Message, type Sealed } from '@redress/kernel';

interface OfSuggestion {
  readonly suggestionId: string;
}

/** What somebody suggests; personal parts are sealed under the author's key. */
export interface Suggestion {
  readonly receivedAt: string;
  readonly personId: string;
  readonly author: Sealed;
  readonly text: Sealed;
  readonly locale: 'zh-CN' | 'en';
  /** Code of the place on the site. */
  readonly place?: string;
}

/** Puts a suggestion on record. */
export type MakeSuggestion = Message<'MakeSuggestion', OfSuggestion & { suggestion: Suggestion }>;
/** Says what comes of it. */
export type ReviewSuggestion = Message<
  'ReviewSuggestion',
  OfSuggestion & { adopted: boolean; note?: Sealed; at: string; by: string }
>;
export type SuggestionCommand = MakeSuggestion | ReviewSuggestion;

/** A suggestion or opinion came in; it is no complaint and has no clock. */
export type SuggestionMade = Message<'SuggestionMade', OfSuggestion & Suggestion>;
/** Somebody has read it, and it is adopted or not. */
export type SuggestionReviewed = Message<
  'SuggestionReviewed',
  OfSuggestion & { adopted: boolean; note?: Sealed; reviewedAt: string; reviewedBy: string }
>;
export type SuggestionEvent = SuggestionMade | SuggestionReviewed;

/** Why a suggestion says no. */
export type SuggestionRefusal = 'suggestion-unknown';

/** Where a suggestion stands. */
export type SuggestionState =
  | { readonly status: 'none' }
  | { readonly status: 'made' }
  | { readonly status: 'reviewed'; readonly adopted: boolean };

/** A suggestion from its receipt to what came of it; stream `suggestion-<suggestionId>`. */
export const suggestionDecider: Decider<SuggestionState, SuggestionCommand, SuggestionEvent, SuggestionRefusal> = {
  initial: { status: 'none' },
  decide: ({ type, data }, state) => {
    if (type === 'MakeSuggestion') {
      const { suggestionId, suggestion } = data;
      return state.status === 'none'
        ? happened({ type: 'SuggestionMade', data: { suggestionId, ...suggestion } })
        : happened();
    }
    if (state.status === 'none') return refuse('suggestion-unknown');
    const { suggestionId, adopted, note, at, by } = data;
    if (state.status === 'reviewed' && state.adopted === adopted && !note) return happened();
    const said = { adopted, ...(note && { note }), reviewedAt: at, reviewedBy: by };
    return happened({ type: 'SuggestionReviewed', data: { suggestionId, ...said } });
  },
  evolve: (_state, { type, data }) =>
    type === 'SuggestionMade' ? { status: 'made' } : { status: 'reviewed', adopted: data.adopted },
};
