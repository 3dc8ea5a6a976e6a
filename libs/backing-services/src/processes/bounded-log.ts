import { openSync } from 'node:fs';
import { copyFile, mkdir, open, rename, stat, truncate } from 'node:fs/promises';
import { dirname } from 'node:path';

/** A log file is put aside, once, when it passes this size. */
const maxBytes = 20 * 1024 * 1024;

const sizeOf = async (file: string): Promise<number> => (await stat(file).catch(() => ({ size: 0 }))).size;

/**
 * Opens a log for appending (a descriptor the caller closes); what an earlier run left is put aside as `<file>.1`,
 * unless the new run continues it.
 */
export const openLog = async (file: string, continued = false): Promise<number> => {
  await mkdir(dirname(file), { recursive: true });
  if (!continued && (await sizeOf(file)) > 0) await rename(file, `${file}.1`);
  return openSync(file, 'a', 0o600);
};

/**
 * Keeps a log bounded while its writer holds it open: the content is copied aside and the file cut to nothing.
 * Lines written between the two steps are lost; a log may.
 */
const bound = async (file: string): Promise<void> => {
  if ((await sizeOf(file)) <= maxBytes) return;
  await copyFile(file, `${file}.1`);
  await truncate(file);
};

/** Looks after log files once a minute until stopped; does not keep the process alive. */
export const keepLogsBounded = (files: () => readonly string[], everyMs = 60_000): { stop(): void } => {
  let busy = false;
  const look = async (): Promise<void> => {
    if (busy) return;
    busy = true;
    await Promise.allSettled(files().map(bound));
    busy = false;
  };
  const timer = setInterval(() => void look(), everyMs);
  timer.unref();
  return { stop: () => clearInterval(timer) };
};

/** The last lines of a log, for an error message; empty when there is none. */
export const tailOf = async (file: string, lines = 15): Promise<string> => {
  const handle = await open(file, 'r').catch(() => undefined);
  if (!handle) return '';
  try {
    const { size } = await handle.stat();
    const length = Math.min(size, 16 * 1024);
    const { buffer } = await handle.read(Buffer.alloc(length), 0, length, size - length);
    return buffer.toString('utf8').trimEnd().split('\n').slice(-lines).join('\n');
  } finally {
    await handle.close();
  }
};
