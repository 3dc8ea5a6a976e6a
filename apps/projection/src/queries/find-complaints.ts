import type { ModelDocument } from '@redress/projections';
import type { Narratives } from '../narratives/narratives';
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

/** Complaints by filter and, where `q` is given, by their text or number. @throws CursorInvalid */
export const findComplaints = async (
  queries: SiteQueries,
  { q = '', sort, limit, cursor, ...filter }: ComplaintSearch,
  { narratives, siteId, mayReadText }: TextSearch,
): Promise<Page<ModelDocument>> => {
  const page = { limit, ...(cursor !== undefined && { cursor }) };
  const asked = q.trim();
  if (asked === '') return queries.complaints(filter, sort, page);
  if (numberLike.test(asked)) return queries.complaints({ ...filter, numberFrom: asked.toUpperCase() }, sort, page);
  const query = mayReadText ? searchQueryOf(asked) : undefined;
  return query ? queries.complaints(filter, sort, page, await narratives.search(siteId, query)) : { items: [] };
};
