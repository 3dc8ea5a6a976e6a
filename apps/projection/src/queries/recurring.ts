import type { ComplaintSummary } from '../projections/complaint-summary';

/** What a complaint has in common with others: its category, with where it happened or why. */
export type Pattern = Pick<ComplaintSummary, 'category' | 'place' | 'rootCause'>;

/** A complaint with what it has in common with others; a merged one repeats a matter that is counted already. */
type Row = Pattern & Partial<Pick<ComplaintSummary, 'status'>>;

/** Something that is complained of again and again. */
export interface Recurring extends Pattern {
  readonly complaints: number;
  /** As many complaints of the kind there were in the period of the same length before. */
  readonly complaintsBefore: number;
}

/** What recurs, the most frequent first. */
export interface RecurringProblems {
  readonly items: readonly Recurring[];
  /** Patterns that recur as well and are not shown. */
  readonly more: number;
}

/** Most patterns shown. */
const shownPatterns = 100;

const patternsOf = ({ category, place, rootCause, status }: Row): Pattern[] => {
  if (category === undefined || status === 'merged') return [];
  return [
    ...(place === undefined ? [] : [{ category, place }]),
    ...(rootCause === undefined ? [] : [{ category, rootCause }]),
  ];
};

const keyOf = ({ category, place, rootCause }: Pattern): string => JSON.stringify([category, place, rootCause]);

const countedIn = async (rows: AsyncIterable<Row>): Promise<Map<string, { pattern: Pattern; count: number }>> => {
  const counts = new Map<string, { pattern: Pattern; count: number }>();
  for await (const row of rows)
    for (const pattern of patternsOf(row)) {
      const key = keyOf(pattern);
      counts.set(key, { pattern, count: (counts.get(key)?.count ?? 0) + 1 });
    }
  return counts;
};

/** What is complained of at least so often in a period, and how that compares with the one before. */
export const recurringIn = async (
  rows: AsyncIterable<Row>,
  rowsBefore: AsyncIterable<Row>,
  minimum: number,
): Promise<RecurringProblems> => {
  const counts = await countedIn(rows);
  const before = await countedIn(rowsBefore);
  const recurring = [...counts]
    .filter(([, { count }]) => count >= minimum)
    .map(([key, { pattern, count }]) => ({
      ...pattern,
      complaints: count,
      complaintsBefore: before.get(key)?.count ?? 0,
    }))
    .sort((one, other) => other.complaints - one.complaints || (keyOf(one) < keyOf(other) ? -1 : 1));
  return { items: recurring.slice(0, shownPatterns), more: Math.max(0, recurring.length - shownPatterns) };
};
