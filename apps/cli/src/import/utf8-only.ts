import { isUtf8 } from 'node:buffer';
import { Transform, type TransformCallback } from 'node:stream';
import { CsvUnreadable } from './csv-unreadable';

const newline = 0x0a;
/** Bytes of a line that is looked at; the reader of rows gives up on a longer one by itself. */
const longestLine = 1024 * 1024;

const count = (bytes: Buffer): number => {
  let found = 0;
  for (let at = bytes.indexOf(newline); at !== -1; at = bytes.indexOf(newline, at + 1)) found += 1;
  return found;
};

const faultOf = (bytes: Buffer): 'not-utf8' | 'nul' | undefined => {
  if (!isUtf8(bytes)) return 'not-utf8';
  return bytes.includes(0) ? 'nul' : undefined;
};

/**
 * Lets a file of UTF-8 through and ends with CsvUnreadable at the first line that is none: a file of a spreadsheet is
 * often GBK or UTF-16, and its complaints would be registered as nonsense. Memory is bounded by one line.
 */
export class Utf8Only extends Transform {
  private lines = 0;
  private rest = Buffer.alloc(0);

  override _transform(chunk: Buffer, _encoding: string, done: TransformCallback): void {
    const bytes = Buffer.concat([this.rest, chunk]);
    const end = bytes.lastIndexOf(newline) + 1;
    const fault = this.check(bytes.subarray(0, end));
    this.rest = bytes.length - end > longestLine ? Buffer.alloc(0) : bytes.subarray(end);
    if (fault) done(fault);
    else done(null, chunk);
  }

  override _flush(done: TransformCallback): void {
    done(this.check(this.rest));
  }

  /** Checks whole lines; the first that is wrong is looked for only where there is one. */
  private check(bytes: Buffer): CsvUnreadable | undefined {
    if (!faultOf(bytes)) {
      this.lines += count(bytes);
      return undefined;
    }
    let from = 0;
    for (;;) {
      const to = bytes.indexOf(newline, from) + 1 || bytes.length;
      const fault = faultOf(bytes.subarray(from, to));
      if (fault) return new CsvUnreadable(fault, this.lines + 1);
      this.lines += 1;
      from = to;
    }
  }
}
