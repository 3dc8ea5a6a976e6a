import { SingleBar } from 'cli-progress';
import type { ImportState } from './import-file';
import type { ImportTexts } from './texts';

/** Shows how far an import is. */
export interface ImportDisplay {
  show(state: Readonly<ImportState>, rejected: number): void;
  stop(): void;
}

/** What there is to do: so many rows, or so many bytes. */
export interface ImportSize {
  readonly limit?: number | undefined;
  readonly bytes: number;
}

/** Without a terminal a line is written this often, milliseconds. */
const lineEveryMs = 5_000;

const doneOf = (
  { limit }: ImportSize,
  { bytes, registered, skipped }: Readonly<ImportState>,
  rejected: number,
): number => (limit === undefined ? bytes : Math.min(limit, registered + skipped + rejected));

const lines = (texts: ImportTexts, size: ImportSize): ImportDisplay => {
  let last = performance.now();
  return {
    show: (state, rejected) => {
      if (performance.now() - last < lineEveryMs) return;
      last = performance.now();
      const percent = Math.floor((100 * doneOf(size, state, rejected)) / Math.max(1, size.limit ?? size.bytes));
      process.stderr.write(`${texts.progressLine(state.registered, rejected, percent)}\n`);
    },
    stop: () => undefined,
  };
};

/** A bar on a terminal; without one, a line every few seconds. */
export const importDisplay = (texts: ImportTexts, size: ImportSize): ImportDisplay => {
  if (!process.stderr.isTTY) return lines(texts, size);
  const bar = new SingleBar({ format: texts.bar, hideCursor: true });
  bar.start(size.limit ?? size.bytes, 0, { registered: 0, rejected: 0 });
  return {
    show: (state, rejected) => bar.update(doneOf(size, state, rejected), { registered: state.registered, rejected }),
    stop: () => bar.stop(),
  };
};
