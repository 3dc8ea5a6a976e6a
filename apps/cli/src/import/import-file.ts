import { basename } from 'node:path';
import { csvRows, type CsvRow } from './csv-rows';
import type { ImportProgress } from './import-progress';
import type { RejectedRows } from './rejected-rows';
import type { RowSender } from './row-sender';
import { readRow, rowKey, type RowFault } from './submission';

/** How far an import is. */
export interface ImportState {
  /** Rows that have their number, of this run. */
  registered: number;
  /** Rows an earlier run settled. */
  skipped: number;
  /** Bytes of the file behind the reader. */
  bytes: number;
}

export interface ImportFileOptions {
  readonly file: string;
  readonly sender: RowSender;
  readonly progress: ImportProgress;
  readonly rejected: RejectedRows;
  /** The words for a fault of a row. */
  readonly describe: (fault: RowFault) => string;
  /** Rows sent at the same time; also what is in memory of the file. */
  readonly concurrency: number;
  /** Rows of the file at most. */
  readonly limit?: number;
  readonly onProgress?: (state: Readonly<ImportState>) => void;
}

/** Reads a file without sending anything: where it breaks, nothing is half done. */
const readThrough = async (file: string, limit: number): Promise<void> => {
  for await (const { no } of csvRows(file)) if (no >= limit) return;
};

/**
 * Brings the complaints of a CSV file in, through the interface everybody uses. Memory is bounded by the concurrency.
 * @throws CsvUnreadable · ImportStopped · SignInFailed; the place is kept, another run goes on there
 */
export const importFile = async (options: ImportFileOptions): Promise<ImportState> => {
  const { file, progress, concurrency, limit = Infinity } = options;
  await readThrough(file, limit);
  const state: ImportState = { registered: 0, skipped: 0, bytes: 0 };
  const rows = csvRows(file);
  const failures: Error[] = [];
  const work = async (): Promise<void> => {
    while (failures.length === 0) {
      const next = await rows.next();
      if (next.done || next.value.no > limit) return;
      await settle(next.value, options, state);
    }
  };
  const worker = (): Promise<void> =>
    work().catch((error: unknown) => {
      failures.push(error instanceof Error ? error : new Error(String(error)));
    });
  await Promise.all(Array.from({ length: concurrency }, worker));
  await rows.return(undefined);
  const [failure] = failures;
  if (failure) {
    await progress.keep();
    throw failure;
  }
  await progress.remove();
  return state;
};

const settle = async (row: CsvRow, options: ImportFileOptions, state: ImportState): Promise<void> => {
  const { file, sender, progress, rejected, describe, onProgress } = options;
  state.bytes = Math.max(state.bytes, row.bytes);
  if (row.no <= progress.done) {
    state.skipped += 1;
    return;
  }
  const read = readRow(row);
  const outcome = read.ok
    ? await sender.send(read.submission, rowKey(basename(file), row))
    : { ok: false as const, column: read.column, reason: describe(read.fault) };
  if (outcome.ok) state.registered += 1;
  else await rejected.add({ line: row.line, column: outcome.column, reason: outcome.reason });
  progress.settled(row.no);
  onProgress?.(state);
};
