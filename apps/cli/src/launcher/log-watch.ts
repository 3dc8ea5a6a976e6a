import { open, stat } from 'node:fs/promises';

/** A log that is watched for errors. */
export interface WatchedLog {
  readonly name: string;
  readonly file: string;
}

/** pino's number for errors; fatal is above. */
const errorLevel = 50;

/** No more than so many lines of one service within this time, milliseconds; the rest is in the log. */
const bound = { lines: 3, withinMs: 10_000, bytesAtOnce: 256 * 1024 };

/** What a line says when it is an error: the message and the error's own one. */
export const errorIn = (line: string): string | undefined => {
  if (!line.startsWith('{')) return undefined;
  try {
    const { level, msg, err } = JSON.parse(line) as { level?: unknown; msg?: unknown; err?: { message?: unknown } };
    if (typeof level !== 'number' || level < errorLevel) return undefined;
    const parts = [msg, err?.message].filter((part): part is string => typeof part === 'string');
    return [...new Set(parts)].join(': ') || 'an error without words';
  } catch {
    return undefined; // half a line, or no log line at all
  }
};

/** Reads what was appended since the last time. */
const follower = ({ file }: WatchedLog) => {
  let offset = 0;
  let rest = '';
  return async (): Promise<string[]> => {
    const { size } = await stat(file).catch(() => ({ size: 0 }));
    if (size < offset) offset = 0; // put aside or cut
    if (size === offset) return [];
    const handle = await open(file, 'r');
    try {
      const length = Math.min(size - offset, bound.bytesAtOnce);
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, offset);
      offset += bytesRead;
      const lines = (rest + buffer.toString('utf8', 0, bytesRead)).split('\n');
      rest = lines.pop() ?? '';
      return lines;
    } finally {
      await handle.close();
    }
  };
};

/** Lets the first lines of a burst through, then says once where the others are. */
const limiter = (log: WatchedLog, tell: (text: string) => void) => {
  let times: number[] = [];
  return (text: string): void => {
    const now = performance.now();
    times = [...times.filter((at) => now - at < bound.withinMs), now];
    if (times.length <= bound.lines) tell(`${log.name}: ${text}`);
    else if (times.length === bound.lines + 1) tell(`${log.name}: more errors in ${log.file}`);
  };
};

/** Shows the errors that services log, a few at a time, until stopped. */
export const watchLogs = (logs: readonly WatchedLog[], tell: (text: string) => void): { stop(): void } => {
  const watched = logs.map((log) => ({ read: follower(log), show: limiter(log, tell) }));
  let busy = false;
  const look = async (): Promise<void> => {
    if (busy) return;
    busy = true;
    for (const { read, show } of watched) {
      const lines = await read().catch(() => []);
      for (const text of lines.map(errorIn)) if (text !== undefined) show(text);
    }
    busy = false;
  };
  const timer = setInterval(() => void look(), 500);
  timer.unref();
  return { stop: () => clearInterval(timer) };
};
