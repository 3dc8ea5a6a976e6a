import { channels, type ComplaintFacts, type IntakeChannel } from '@redress/contracts';
import { createHash } from 'node:crypto';
import type { CsvRow } from './csv-rows';

/** Why a row is not sent. */
export type RowFault =
  | 'uneven-row'
  | 'text-missing'
  | 'text-too-long'
  | 'site-invalid'
  | 'category-invalid'
  | 'channel-unknown'
  | 'date-invalid';

/** A complaint out of a row. */
export interface Submission {
  readonly text: string;
  readonly category?: string;
  readonly place?: string;
  /** How it came in; only staff can say that. */
  readonly channel?: IntakeChannel;
  /** YYYY-MM-DD, or an instant. */
  readonly date?: string;
  /** Who complains; a CSV file does not say. */
  readonly contact?: { readonly name: string; readonly email?: string; readonly phone?: string };
  /** What is stated in numbers; a CSV file has none. */
  readonly facts?: ComplaintFacts;
}

export type ReadRow =
  | { readonly ok: true; readonly submission: Submission }
  | { readonly ok: false; readonly column: string; readonly fault: RowFault };

/** What intake takes at most. */
const longestText = 5_000;
const code = /^[\w-]{1,60}$/;
const day = /^\d{4}-\d{2}-\d{2}$/;
const instant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/;

const isDate = (text: string): boolean => {
  if (!day.test(text) && !instant.test(text)) return false;
  const time = Date.parse(text);
  return !Number.isNaN(time) && (instant.test(text) || new Date(time).toISOString().startsWith(text));
};

const isChannel = (text: string): text is IntakeChannel => channels.some((channel) => channel === text);

const no = (column: string, fault: RowFault): ReadRow => ({ ok: false, column, fault });

interface Cells {
  readonly text: string;
  readonly place: string;
  readonly category: string;
  readonly channel: string;
  readonly date: string;
}

const faultInText = (text: string): RowFault | undefined => {
  if (text.trim() === '') return 'text-missing';
  return text.length > longestText ? 'text-too-long' : undefined;
};

/** What must hold for each cell that is filled. */
const faultIn = ({ text, place, category, channel, date }: Cells, categoryColumn: string): ReadRow | undefined => {
  const textFault = faultInText(text);
  if (textFault) return no('text', textFault);
  const checks: readonly (readonly [string, string, (cell: string) => boolean, RowFault])[] = [
    ['site', place, (cell) => code.test(cell), 'site-invalid'],
    [categoryColumn, category, (cell) => code.test(cell), 'category-invalid'],
    ['channel', channel, isChannel, 'channel-unknown'],
    ['date', date, isDate, 'date-invalid'],
  ];
  const wrong = checks.find(([, cell, holds]) => cell !== '' && !holds(cell));
  return wrong && no(wrong[0], wrong[3]);
};

/**
 * The complaint in a row: `text`, and where they are filled `site` (the place), `category` or `aspect`, `channel` and
 * `date`. Other columns are left alone.
 */
export const readRow = ({ values, uneven }: Pick<CsvRow, 'values' | 'uneven'>): ReadRow => {
  if (uneven) return no('', 'uneven-row');
  const cell = (name: string): string => (values[name] ?? '').trim();
  const categoryColumn = cell('category') ? 'category' : 'aspect';
  const [place, category, channel, date] = [cell('site'), cell(categoryColumn), cell('channel'), cell('date')];
  const text = values['text'] ?? '';
  const fault = faultIn({ text, place, category, channel, date }, categoryColumn);
  if (fault) return fault;
  const submission = {
    text,
    ...(category && { category }),
    ...(place && { place }),
    ...(isChannel(channel) && { channel }),
    ...(date && { date }),
  };
  return { ok: true, submission };
};

/**
 * The idempotency key of a row: the same row of the same file is the same complaint, however often it is sent; a row
 * that stands twice in a file is two complaints.
 * @param source what the file is called; renaming it makes its rows new ones
 */
export const rowKey = (source: string, { no: rowNo, values }: Pick<CsvRow, 'no' | 'values'>): string => {
  const hash = createHash('sha256').update(JSON.stringify([source, rowNo, Object.entries(values)]));
  return `import-${hash.digest('base64url')}`;
};
