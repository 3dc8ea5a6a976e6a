import { randomInt } from 'node:crypto';
import { createConnection, createServer } from 'node:net';

import getPort from 'get-port';

import { reservePort } from './port-reservations';

/** Everything Redress starts listens here and nowhere else. */
export const loopback = '127.0.0.1';

/** Whether nobody listens on a port of the loopback interface. */
export const isFree = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen({ port, host: loopback, exclusive: true }, () => probe.close(() => resolve(true)));
  });

/** Whether somebody takes connections on a port of the loopback interface. */
export const listens = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const probe = createConnection({ port, host: loopback, timeout: 1_000 });
    const answer = (yes: boolean): void => {
      probe.destroy();
      resolve(yes);
    };
    probe
      .once('connect', () => answer(true))
      .once('error', () => answer(false))
      .once('timeout', () => answer(false));
  });

/**
 * Some ports below those that systems give to outgoing connections (32768 on Linux, 49152 on macOS): one of those could
 * be in use for a moment when a server that was restarted wants its port back.
 */
const somePorts = (): number[] => Array.from({ length: 100 }, () => randomInt(20_000, 32_768));

/** How often another port is looked for when a start beside this one was quicker. */
const attempts = 20;

/**
 * The first free one of the wished ports, else any free one. It is this process's from now on: another start on this
 * machine that looks for one at the same moment gets another.
 */
export const freePort = async (...wished: readonly (number | undefined)[]): Promise<number> => {
  for (const port of wished) {
    if (port !== undefined && (await isFree(port)) && (await reservePort(port))) return port;
  }
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const port = await getPort({ port: somePorts(), host: loopback });
    if (await reservePort(port)) return port;
  }
  throw new Error('no free port was found');
};
