import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { tailOf } from '../processes/bounded-log';
import { lockDirectory, type DirectoryLock } from '../processes/directory-lock';
import type { Ended, KeptProcess } from '../processes/kept-process';
import { freePort, isFree, listens } from '../processes/ports';
import { identityOf, stillRuns, type ProcessIdentity } from '../processes/process-identity';
import type { OnProgress, ServiceName } from '../progress';

/** A real backing service that runs as a child process. */
export interface EmbeddedService {
  readonly name: ServiceName;
  /** The server's own process, not a wrapper's. */
  readonly pid: number;
  readonly port: number;
  readonly logFile: string;
  /** Resolves when the process is gone, for whatever reason. */
  readonly ended: Promise<Ended>;
  running(): boolean;
  /** Sends a signal, such as SIGSTOP and SIGCONT in a crash test. */
  signal(name: NodeJS.Signals): boolean;
  /** Shuts the server down in order; its directory is free afterwards. */
  stop(): Promise<void>;
  /** kill -9; its directory is free afterwards. */
  kill(): Promise<void>;
}

/** What all embedded services are started with. */
export interface EmbeddedOptions {
  /** The service's own directory; made when absent. Its data survives restarts. */
  readonly dataDir: string;
  /** The port to use, and no other; without it the last one, the usual one or any free one. */
  readonly port?: number;
  /** Where downloads are kept; default `.redress/embedded` of the repository. */
  readonly artifactsDir?: string;
  readonly onProgress?: OnProgress;
}

/** How one kind of service is started: `launch` runs it, `ready` says whether this very process answers. */
export interface Recipe {
  readonly name: ServiceName;
  readonly usualPort: number;
  launch(port: number): Promise<KeptProcess>;
  ready(process: KeptProcess, port: number): Promise<boolean>;
}

/** What a start leaves in the directory for the next one. */
interface Trace extends ProcessIdentity {
  readonly port: number;
}

/** A cold JVM beside other jobs takes some seconds; recovery after a crash some more. */
const readyWithinMs = 90_000;

const traceFile = (dataDir: string): string => join(dataDir, 'running.json');

const readTrace = async (dataDir: string): Promise<Trace | undefined> => {
  try {
    return JSON.parse(await readFile(traceFile(dataDir), 'utf8')) as Trace;
  } catch {
    return undefined; // the first start
  }
};

const leaveTrace = async (dataDir: string, pid: number, port: number): Promise<void> => {
  const identity = await identityOf(pid);
  if (identity) await writeFile(traceFile(dataDir), JSON.stringify({ ...identity, port } satisfies Trace));
};

/** A server whose launcher was killed is being stopped by its watcher: wait for it, then insist. */
const endLeftover = async (trace: Trace): Promise<void> => {
  for (let waited = 0; await stillRuns(trace); waited += 50) {
    if (waited === 15_000) process.kill(trace.pid, 'SIGKILL');
    if (waited > 20_000) throw new Error(`process ${trace.pid} of an earlier start cannot be ended`);
    await sleep(50);
  }
};

const untilReady = async (recipe: Recipe, kept: KeptProcess, port: number): Promise<boolean> => {
  const giveUpAt = performance.now() + readyWithinMs;
  while (kept.running() && performance.now() < giveUpAt) {
    if ((await listens(port)) && (await recipe.ready(kept, port))) return true; // a driver is too dear to ask a closed port
    await sleep(20);
  }
  return false;
};

const complaint = async (recipe: Recipe, kept: KeptProcess): Promise<Error> => {
  const what = kept.running() ? `did not answer within ${readyWithinMs / 1000} s` : 'ended at once';
  await kept.stop();
  return new Error(`${recipe.name} ${what}. The end of ${kept.logFile}:\n${await tailOf(kept.logFile)}`);
};

const choosePort = async (recipe: Recipe, fixed: number | undefined, last: number | undefined): Promise<number> => {
  if (fixed === undefined) return freePort(last, recipe.usualPort);
  if (await isFree(fixed)) return fixed;
  throw new Error(`port ${fixed} is taken; ${recipe.name} was told to use it`);
};

/** Launches until a server is ready; another start may take the port between the choice and its use. */
const launchOnSomePort = async (recipe: Recipe, options: EmbeddedOptions): Promise<[KeptProcess, number]> => {
  const last = await readTrace(options.dataDir);
  if (last) await endLeftover(last);
  for (let attempt = 1; ; attempt += 1) {
    const port = await choosePort(recipe, options.port, last?.port);
    const kept = await recipe.launch(port);
    await leaveTrace(options.dataDir, kept.pid, port);
    if (await untilReady(recipe, kept, port)) return [kept, port];
    const error = await complaint(recipe, kept);
    if (attempt === 3 || (await isFree(port))) throw error;
  }
};

const running = (recipe: Recipe, kept: KeptProcess, port: number, lock: DirectoryLock): EmbeddedService => {
  const freed = kept.ended.then(() => lock.release());
  return {
    name: recipe.name,
    pid: kept.pid,
    port,
    logFile: kept.logFile,
    ended: kept.ended,
    running: () => kept.running(),
    signal: (name) => kept.signal(name),
    stop: async () => {
      await kept.stop();
      await freed;
    },
    kill: async () => {
      kept.signal('SIGKILL');
      await freed;
    },
  };
};

/**
 * Starts a service in its directory and waits until it answers.
 * @throws DirectoryInUse when another start holds the directory; an Error with the end of the log when the server fails.
 */
export const startService = async (recipe: Recipe, options: EmbeddedOptions): Promise<EmbeddedService> => {
  const lock = await lockDirectory(options.dataDir);
  try {
    const [kept, port] = await launchOnSomePort(recipe, options);
    options.onProgress?.(recipe.name, `ready on port ${port}`);
    return running(recipe, kept, port, lock);
  } catch (error) {
    await lock.release();
    throw error;
  }
};
