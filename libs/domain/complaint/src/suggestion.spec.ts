import { spec } from '@redress/testing';
import { clerk, sealed } from './spec-kit/sample-complaint';
import {
  suggestionDecider,
  type MakeSuggestion,
  type ReviewSuggestion,
  type Suggestion,
  type SuggestionMade,
  type SuggestionReviewed,
} from './suggestion';

const given = spec(suggestionDecider);
const suggestionId = '0197f0c2-0000-7000-8000-000000000009';
const at = '2026-12-01T03:00:00.000Z';
const suggestion: Suggestion = { receivedAt: at, personId: 'p-1', author: sealed, text: sealed, locale: 'zh-CN' };
const make: MakeSuggestion = { type: 'MakeSuggestion', data: { suggestionId, suggestion } };
const made: SuggestionMade = { type: 'SuggestionMade', data: { suggestionId, ...suggestion } };
const review = (adopted: boolean, note?: typeof sealed): ReviewSuggestion => ({
  type: 'ReviewSuggestion',
  data: { suggestionId, adopted, ...(note && { note }), at, by: clerk },
});
const reviewed = (adopted: boolean, note?: typeof sealed): SuggestionReviewed => ({
  type: 'SuggestionReviewed',
  data: { suggestionId, adopted, ...(note && { note }), reviewedAt: at, reviewedBy: clerk },
});

describe('a suggestion (R-008)', () => {
  it('is put on record, once', () => {
    given().when(make).then(made);
    given(made).when(make).thenNothing();
    given(made, reviewed(true)).when(make).thenNothing();
  });
  it('is reviewed, with a word where there is one', () => {
    given(made).when(review(true)).then(reviewed(true));
    given(made).when(review(false, sealed)).then(reviewed(false, sealed));
  });
  it('may be reviewed anew, to another end or with another word', () => {
    given(made, reviewed(false)).when(review(true)).then(reviewed(true));
    given(made, reviewed(true)).when(review(true, sealed)).then(reviewed(true, sealed));
    given(made, reviewed(true)).when(review(true)).thenNothing();
  });
  it('must be there', () => given().when(review(true)).thenRefused('suggestion-unknown'));
});
