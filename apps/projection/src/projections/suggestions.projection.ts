import type { PublishedCommit } from '@redress/kernel';
import type { ReadModel } from '@redress/projections';
import { foldEvents, type DataOf, type Folds } from './fold-events';

/** What intake has said of a suggestion. Sealed fields stay sealed. */
export interface SuggestionSection {
  readonly siteId: string;
  readonly made?: Omit<DataOf<'SuggestionMade'>, 'suggestionId'>;
  readonly reviewed?: Omit<DataOf<'SuggestionReviewed'>, 'suggestionId'>;
}

/** What lists know of a suggestion. */
export interface SuggestionSummary {
  readonly siteId: string;
  readonly receivedAt?: string;
  readonly place?: string;
  readonly reviewed: boolean;
  readonly adopted?: boolean;
}

const folds: Folds<SuggestionSection, 'SuggestionMade' | 'SuggestionReviewed'> = {
  SuggestionMade: (section, { suggestionId: _id, ...made }) => ({ ...section, made }),
  SuggestionReviewed: (section, { suggestionId: _id, ...reviewed }) => ({ ...section, reviewed }),
};

const fold = (section: SuggestionSection | undefined, commit: PublishedCommit): SuggestionSection =>
  foldEvents(folds, section ?? { siteId: commit.envelope.siteId }, commit);

/** One document per suggestion. */
export const suggestions: ReadModel<{ readonly suggestion: SuggestionSection }, SuggestionSummary> = {
  name: 'suggestions',
  indexes: [{ fields: { siteId: 1, receivedAt: -1, _id: -1 } }],
  place: (streamId) =>
    streamId.startsWith('suggestion-')
      ? { key: streamId.slice('suggestion-'.length), section: 'suggestion' }
      : undefined,
  fold: (section, commit) => fold(section as SuggestionSection | undefined, commit),
  summarise: (_id, { suggestion }) => {
    const { siteId = '', made, reviewed } = suggestion ?? {};
    return {
      siteId,
      ...(made && { receivedAt: made.receivedAt }),
      ...(made?.place !== undefined && { place: made.place }),
      reviewed: reviewed !== undefined,
      ...(reviewed && { adopted: reviewed.adopted }),
    };
  },
};
