import { parse, type CsvError, type Info } from 'csv-parse';
import { createReadStream } from 'node:fs';
import { CsvUnreadable } from './csv-unreadable';
import { Utf8Only } from './utf8-only';

/** A row of a file as it was read. */
export interface CsvRow {
  /** Counts the rows from 1, the header not included. */
  readonly no: number;
  /** The line the row begins on, from 1. */
  readonly line: number;
  /** Bytes of the file read so far. */
  readonly bytes: number;
  readonly values: Readonly<Record<string, string>>;
  /** The row has more or fewer fields than the header. */
  readonly uneven: boolean;
}

/** A longer row means that a quote is not closed; bounds the memory. Characters. */
const longestRow = 128 * 1024;

const reasons: Readonly<Record<string, CsvUnreadable['reason']>> = {
  CSV_QUOTE_NOT_CLOSED: 'quote-not-closed',
  CSV_MAX_RECORD_SIZE: 'row-too-long',
};

const headerOf = (names: readonly string[]): string[] => {
  const columns = names.map((name) => name.trim().toLowerCase());
  const named = columns.filter((name) => name !== '');
  if (new Set(named).size < named.length) throw new CsvUnreadable('column-twice', 1);
  if (!columns.includes('text')) throw new CsvUnreadable('no-text-column', 1);
  return columns;
};

/** Counts the lines of a file; the parser counts a line break within quotes twice where it is of two characters. */
class Lines {
  private next = 2;
  private empty = 0;

  /** The line a row begins on. */
  of(values: Readonly<Record<string, string>>, emptyLines: number): number {
    const begins = this.next + emptyLines - this.empty;
    this.empty = emptyLines;
    this.next = begins + 1 + Object.values(values).reduce((sum, value) => sum + value.split('\n').length - 1, 0);
    return begins;
  }
}

const unreadable = (error: unknown): unknown => {
  if (error instanceof CsvUnreadable || !(error instanceof Error) || !('code' in error)) return error;
  if (!String(error.code).startsWith('CSV_')) return error;
  const { code, lines } = error as CsvError & { lines?: number };
  return new CsvUnreadable(reasons[code] ?? 'unreadable', lines ?? 1, { cause: error });
};

/**
 * The rows of a CSV file (UTF-8, with or without a byte-order mark), one after the other; memory is bounded whatever the
 * size. Column names are taken in lower case.
 * @throws CsvUnreadable where the structure breaks, so that no row is passed over in silence · errors of the file system
 */
export async function* csvRows(file: string): AsyncGenerator<CsvRow> {
  const lines = new Lines();
  let header = false;
  const parser = parse({
    bom: true,
    info: true,
    skip_empty_lines: true,
    relax_quotes: true,
    relax_column_count: true,
    max_record_size: longestRow,
    columns: (names: string[]) => {
      header = true;
      return headerOf(names);
    },
  });
  const source = createReadStream(file);
  const text = new Utf8Only();
  source.on('error', (error) => parser.destroy(error));
  text.on('error', (error) => parser.destroy(error));
  source.pipe(text).pipe(parser);
  try {
    for await (const item of parser as AsyncIterable<{
      record: Record<string, string>;
      info: Info & { error?: unknown };
    }>) {
      const { record: values, info } = item;
      const line = lines.of(values, info.empty_lines);
      yield { no: info.records, line, bytes: info.bytes, values, uneven: info.error !== undefined };
    }
  } catch (error) {
    throw unreadable(error);
  } finally {
    source.destroy();
  }
  if (!header) throw new CsvUnreadable('no-header', 1);
}
