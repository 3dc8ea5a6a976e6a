import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { closeSync } from 'node:fs';
import type { Writable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';

import { openLog } from './bounded-log';

/** How a process is started and where what it says goes. */
export interface KeptProcessOptions {
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  /** Standard output and error are appended here; an older file is put aside first. */
  readonly logFile: string;
  /** Goes on in the log of the run before, as a restart after a crash does. */
  readonly continueLog?: boolean;
  /** How long it may take to stop before it is killed, milliseconds (default 15,000). */
  readonly graceMs?: number;
  /** The same for the case that this process dies; default `graceMs`. */
  readonly orphanGraceMs?: number;
}

/** How a process ended. */
export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** A child process that ends with its launcher, however that one ends. */
export interface KeptProcess {
  readonly pid: number;
  readonly logFile: string;
  /** Resolves when the process is gone; never rejects. */
  readonly ended: Promise<Ended>;
  running(): boolean;
  /** Sends a signal; false when the process is gone. */
  signal(name: NodeJS.Signals): boolean;
  /** SIGTERM, then SIGKILL after the grace; resolves when it is gone. */
  stop(): Promise<Ended>;
}

/**
 * Runs before the real command in the same process: leaves a watcher behind that waits on descriptor 3. The launcher
 * holds the other end. A line means "it ended by itself"; end of file means that the launcher is gone (kill -9
 * included), and the process is stopped. No polling, no process of ours that itself could be killed by mistake.
 */
const watchThenBecome = `
pid=$$
( (
  if read -r _ <&3; then exit 0; fi
  kill -CONT "$pid"; kill -TERM "$pid"
  n=0
  while [ "$n" -lt "$KEPT_GRACE_TENTHS" ] && kill -0 "$pid"; do sleep 0.1; n=$((n + 1)); done
  kill -KILL "$pid"
) </dev/null >/dev/null 2>&1 & )
unset KEPT_GRACE_TENTHS
exec 3<&-
exec "$@"
`;

const endOf = async (child: ChildProcess): Promise<Ended> => {
  const [code, signal] = (await once(child, 'exit')) as [number | null, NodeJS.Signals | null];
  const lifeline = child.stdio[3] as Writable;
  lifeline.end('ended\n', () => lifeline.destroy()); // nobody will close the other direction
  return { code, signal };
};

const stopWithin = async (kept: Omit<KeptProcess, 'stop'>, graceMs: number): Promise<Ended> => {
  kept.signal('SIGTERM');
  kept.signal('SIGCONT'); // a stopped process could not obey
  const patience = new AbortController();
  const killer = sleep(graceMs, undefined, { signal: patience.signal }).then(
    () => kept.signal('SIGKILL'),
    () => false,
  );
  const ended = await kept.ended;
  patience.abort();
  await killer;
  return ended;
};

/**
 * Starts a process that outlives neither `stop()` nor this process, in a session of its own so that Ctrl-C reaches
 * only the launcher, which stops things in order.
 * @throws when the command cannot be started at all.
 */
export const spawnKept = async (options: KeptProcessOptions): Promise<KeptProcess> => {
  const { command, args, cwd, env = process.env, logFile, graceMs = 15_000, orphanGraceMs = graceMs } = options;
  const log = await openLog(logFile, options.continueLog);
  const child = spawn('/bin/sh', ['-c', watchThenBecome, 'redress-keeper', command, ...args], {
    cwd,
    env: { ...env, KEPT_GRACE_TENTHS: String(Math.ceil(orphanGraceMs / 100)) },
    detached: true,
    stdio: ['ignore', log, log, 'pipe'],
  });
  closeSync(log);
  child.stdio[3]?.on('error', () => undefined); // the watcher may be gone first
  const ended = endOf(child);
  await once(child, 'spawn');
  const { pid } = child;
  if (pid === undefined) throw new Error(`${command} could not be started`);
  const running = (): boolean => child.exitCode === null && child.signalCode === null;
  const kept = { pid, logFile, ended, running, signal: (name: NodeJS.Signals) => running() && child.kill(name) };
  return { ...kept, stop: () => stopWithin(kept, graceMs) };
};
