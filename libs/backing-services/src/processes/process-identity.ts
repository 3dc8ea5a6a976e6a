import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

/** A process that cannot be confused with a later one of the same number. */
export interface ProcessIdentity {
  readonly pid: number;
  /** When it started, in the words of the operating system; only compared. */
  readonly started: string;
}

const runFile = promisify(execFile);

const startedOnLinux = async (pid: number): Promise<string | undefined> => {
  const [boot, stat] = await Promise.all([
    readFile('/proc/sys/kernel/random/boot_id', 'utf8'),
    readFile(`/proc/${pid}/stat`, 'utf8'),
  ]);
  // The name of the command, in brackets, may hold anything: the fields are counted from the last bracket.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const [state, startTicks] = [fields[0], fields[19]];
  return state === 'Z' || state === 'X' ? undefined : `${boot.trim()}/${startTicks}`;
};

const startedElsewhere = async (pid: number): Promise<string | undefined> => {
  const { stdout } = await runFile('ps', ['-o', 'state=,lstart=', '-p', String(pid)], { timeout: 5_000 });
  const [state, ...when] = stdout.trim().split(/\s+/);
  return !state || state.startsWith('Z') ? undefined : when.join(' ');
};

/** The identity of a running process, or undefined when there is none with that number (a zombie counts as none). */
export const identityOf = async (pid: number): Promise<ProcessIdentity | undefined> => {
  try {
    const started = await (process.platform === 'linux' ? startedOnLinux(pid) : startedElsewhere(pid));
    return started ? { pid, started } : undefined;
  } catch {
    return undefined; // no such process
  }
};

/** Whether exactly this process, not just one of its number, still runs. */
export const stillRuns = async (identity: ProcessIdentity): Promise<boolean> =>
  (await identityOf(identity.pid))?.started === identity.started;
