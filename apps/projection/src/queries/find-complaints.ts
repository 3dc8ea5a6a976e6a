import type { ModelDocument } from '@redress/projections';
import type { Found, Narratives } from '../narratives/narratives';
import { searchQueryOf } from '../narratives/search-tokens';
import type { ComplaintFilter, Sort } from './complaint-filter';
import type { Page, PageRequest, SiteQueries } from './site-queries';

/** What a list of complaints is asked with. */
export interface ComplaintSearch extends ComplaintFilter, PageRequest {
  readonly sort: Sort;
  readonly q?: string;
}

/** Where texts are looked for. */
export interface TextSearch {
  readonly narratives: Narratives;
  readonly siteId: string;
  /** Whoever may not read a text may not find it by its words either. */
  readonly mayReadText: boolean;
}

/** `MAIN-2026-000123-4` or its beginning, from the year on. */
const numberLike = /^[A-Za-z0-9][A-Za-z0-9-]{0,25}-\d{4}(-\d*){0,2}$/;

/** A filter with what `q` adds to it; undefined where `q` can find nothing. */
const narrowed = async (
  { q = '', ...filter }: ComplaintFilter & { readonly q?: string },
  { narratives, siteId, mayReadText }: TextSearch,
): Promise<{ readonly filter: ComplaintFilter; readonly found?: Found } | undefined> => {
  const asked = q.trim();
  if (asked === '') return { filter };
  if (numberLike.test(asked)) return { filter: { ...filter, numberFrom: asked.toUpperCase() } };
  const query = mayReadText ? searchQueryOf(asked) : undefined;
  return query && { filter, found: await narratives.search(siteId, query) };
};

/** Complaints by filter and, where `q` is given, by their text or number. @throws CursorInvalid */
export const findComplaints = async (
  queries: SiteQueries,
  { sort, limit, cursor, ...search }: ComplaintSearch,
  text: TextSearch,
): Promise<Page<ModelDocument>> => {
  const page = { limit, ...(cursor !== undefined && { cursor }) };
  const by = await narrowed(search, text);
  return by ? queries.complaints(by.filter, sort, page, by.found) : { items: [] };
};

/** How many complaints there are by the same filter, counted up to `most`. */
export const countComplaints = async (
  queries: SiteQueries,
  search: ComplaintFilter & { readonly q?: string },
  { text, most }: { readonly text: TextSearch; readonly most: number },
): Promise<number> => {
  const by = await narrowed(search, text);
  return by ? queries.count(by.filter, most, by.found) : 0;
};
