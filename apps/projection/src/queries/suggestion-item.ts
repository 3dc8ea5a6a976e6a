import type { PersonKeys } from '@redress/personal-data';
import type { ModelDocument } from '@redress/projections';
import type { SuggestionSection, SuggestionSummary } from '../projections/suggestions.projection';
import { hide, open, type Disclosure } from './personal-data';

/** A suggestion as staff see it. */
export interface SuggestionItem extends SuggestionSummary {
  readonly suggestionId: string;
  readonly receivedAt: string;
  readonly text: string | null;
  readonly author: object | null;
  readonly note?: string | null;
  readonly reviewedAt?: string;
  readonly reviewedBy?: string;
  readonly personalData: Disclosure;
}

/** A suggestion with its text, where the reader may have it and its key is there. */
export const suggestionItem = async (
  document: ModelDocument,
  keys: PersonKeys | undefined,
): Promise<SuggestionItem> => {
  const { _id, sections, ...summary } = document;
  const { made, reviewed } = sections['suggestion']?.data as SuggestionSection;
  const sealed = { text: made?.text, author: made?.author, ...(reviewed?.note && { note: reviewed.note }) };
  const { value, disclosure } = keys ? await open(sealed, keys) : hide(sealed);
  const review = reviewed && { reviewedAt: reviewed.reviewedAt, reviewedBy: reviewed.reviewedBy };
  return {
    suggestionId: _id,
    ...(summary as object as SuggestionSummary & { receivedAt: string }),
    ...(value as Pick<SuggestionItem, 'text' | 'author' | 'note'>),
    ...review,
    personalData: disclosure,
  };
};
