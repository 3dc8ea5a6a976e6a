/** The file cannot be read any further. */
export class CsvUnreadable extends Error {
  constructor(
    readonly reason:
      | 'no-header'
      | 'no-text-column'
      | 'column-twice'
      | 'quote-not-closed'
      | 'row-too-long'
      | 'not-utf8'
      | 'nul'
      | 'unreadable',
    readonly line: number,
    options?: { cause?: unknown },
  ) {
    super(`the file cannot be read at line ${line}: ${reason}`, options);
    this.name = 'CsvUnreadable';
  }
}
