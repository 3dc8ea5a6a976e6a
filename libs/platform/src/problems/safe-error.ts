import { types } from 'node:util';

/** An error as it may stand in a log: what a driver quotes from the data is masked (invariant 19). */
export interface SafeError {
  readonly name: string;
  readonly code?: string;
  readonly message: string;
  readonly frames: string;
}

const masked = (message: string): string =>
  message
    .slice(0, 500)
    .replace(/"[^"]*"|'[^']*'|`[^`]*`/g, '"…"')
    .replace(/[^\s@]+@[^\s@]+/g, '…@…')
    .replace(/\b\d{5,}\b/g, '#');

/** What a log may keep of an error. */
export const safeError = (error: unknown): SafeError => {
  if (!types.isNativeError(error)) return { name: typeof error, message: '', frames: '' };
  const code = (error as { code?: unknown }).code;
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return {
    name: error.name,
    ...(typeof code === 'string' || typeof code === 'number' ? { code: String(code) } : {}),
    message: masked(error.message),
    frames: frames.slice(0, 12).join('\n'),
  };
};
