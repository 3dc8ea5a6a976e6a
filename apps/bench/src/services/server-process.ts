import { fork } from 'node:child_process';
import { join } from 'node:path';
import type { CaseContext } from '../measure/bench-case';
import type { Listening } from '../servers/listen';

/** The servers of `src/servers`. */
export type ServerName = 'bare-fastify' | 'bare-express' | 'bare-libraries' | 'bare-list' | 'product-platform';

/** A server in a process of its own. */
export interface ServerProcess {
  readonly url: string;
  readonly pid: number;
  /** From its start until it took requests. */
  readonly readyMs: number;
  readonly stop: () => Promise<void>;
}

/** Starts a server and waits until it takes requests; what it logs goes nowhere, but it is written. */
export const startServer = async (
  { cleanup }: Pick<CaseContext, 'cleanup'>,
  name: ServerName,
  args: readonly string[] = [],
  env: NodeJS.ProcessEnv = {},
): Promise<ServerProcess> => {
  const started = performance.now();
  const child = fork(join(__dirname, '../servers', `${name}.js`), [...args], {
    execArgv: [],
    env: { ...process.env, NODE_ENV: 'production', ...env },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const url = await new Promise<string>((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`the server ${name} ended with ${code}`)));
    child.once('message', (message: Listening) => resolve(message.url));
  });
  const readyMs = performance.now() - started;
  const stop = cleanup.add(async () => {
    if (child.connected) child.disconnect();
    await ended;
  });
  return { url, pid: child.pid ?? 0, readyMs, stop };
};
