import { once } from 'node:events';
import { createWriteStream, type WriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { finished } from 'node:stream/promises';

/** A row that did not become a complaint. Holds nothing of what the row says. */
export interface RejectedRow {
  readonly line: number;
  /** Empty where it is the row as a whole. */
  readonly column: string;
  readonly reason: string;
}

/** Rows that are shown; all of them are in the file. */
const shown = 20;

const cell = (text: string | number): string => {
  const plain = String(text).replace(/\s+/g, ' ');
  // A spreadsheet must not take a reason for a formula.
  const safe = /^[=+\-@]/.test(plain) ? `'${plain}` : plain;
  return /[",]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

/** Writes rejected rows to a CSV file as they come, and keeps the first for the screen. */
export class RejectedRows {
  readonly first: RejectedRow[] = [];
  count = 0;
  private stream?: WriteStream;

  constructor(readonly file: string) {}

  async add(row: RejectedRow): Promise<void> {
    this.count += 1;
    if (this.first.length < shown) this.first.push(row);
    const stream = (this.stream ??= await this.open());
    if (!stream.write(`${[row.line, row.column, row.reason].map(cell).join(',')}\n`)) {
      await once(stream, 'drain');
    }
  }

  async close(): Promise<void> {
    if (!this.stream) return;
    this.stream.end();
    await finished(this.stream);
  }

  private async open(): Promise<WriteStream> {
    await mkdir(dirname(this.file), { recursive: true, mode: 0o700 });
    const stream = createWriteStream(this.file, { mode: 0o600 });
    stream.write('line,column,reason\n');
    return stream;
  }
}
