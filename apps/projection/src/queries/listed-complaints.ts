import type { ComplaintFilter } from './complaint-filter';
import { itemOf, type ComplaintItem } from './complaint-item';
import { findComplaints, type TextSearch } from './find-complaints';
import type { SiteQueries } from './site-queries';

/** Most complaints of one file. */
export const mostListed = 10_000;
/** Complaints read at once. */
const pageOf = 200;

/**
 * The complaints of a filter in the order of receipt, which nothing changes, so that each comes once however long the
 * reading takes; not more than 10,000.
 */
export const listedComplaints = async function* (
  queries: SiteQueries,
  filter: ComplaintFilter & { readonly q?: string },
  text: TextSearch,
): AsyncGenerator<ComplaintItem> {
  let cursor: string | undefined;
  let left = mostListed;
  do {
    const page = { limit: Math.min(pageOf, left), ...(cursor !== undefined && { cursor }) };
    const { items, next } = await findComplaints(queries, { ...filter, sort: 'receivedAt', ...page }, text);
    for (const item of items) yield itemOf(item);
    left -= items.length;
    cursor = next;
  } while (cursor !== undefined && left > 0);
};
