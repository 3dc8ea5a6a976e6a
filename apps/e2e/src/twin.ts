import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/** A second process of a service, as when it is scaled out. */
export interface Twin {
  readonly pid: number;
  /** What it wrote so far. */
  log(): string;
  signal(name: NodeJS.Signals): void;
  /** SIGTERM; kill -9 when it does not end within half a minute. */
  stop(): Promise<void>;
}

const parts = (text: string): string[] => text.split('\0').filter((part) => part !== '');

const read = (pid: number, what: 'cmdline' | 'environ'): string[] =>
  parts(readFileSync(`/proc/${pid}/${what}`, 'utf8'));

const ended = (child: ChildProcess): boolean => child.exitCode !== null || child.signalCode !== null;

const end = async (child: ChildProcess): Promise<void> => {
  if (ended(child)) return;
  const exit = once(child, 'exit');
  child.kill('SIGCONT');
  child.kill('SIGTERM');
  const late = setTimeout(() => child.kill('SIGKILL'), 30_000);
  await exit;
  clearTimeout(late);
};

/** Starts the program of a running process again with its environment, on another port, and waits until it listens. */
export const startTwin = async (pid: number, logFile: string): Promise<Twin> => {
  const [command = process.execPath, ...args] = read(pid, 'cmdline');
  const env = Object.fromEntries(
    read(pid, 'environ').map((line) => {
      const at = line.indexOf('=');
      return [line.slice(0, at), line.slice(at + 1)] as const;
    }),
  );
  const log = openSync(logFile, 'a');
  const child = spawn(command, args, { env: { ...env, PORT: '0' }, stdio: ['ignore', log, log] });
  closeSync(log);
  const said = (): string => readFileSync(logFile, 'utf8');
  for (let waited = 0; !/successfully started/.test(said()) && waited < 30_000; waited += 100) {
    if (ended(child))
      throw new Error(`the twin ended (${child.exitCode ?? child.signalCode}):\n${said().slice(-2_000)}`);
    await sleep(100);
  }
  return {
    pid: child.pid ?? 0,
    log: said,
    signal: (name) => void child.kill(name),
    stop: () => end(child),
  };
};
