import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { until } from '../load/until';
import { readRun, type RunFile } from './stack';

/** Clock ticks a second in /proc, on every Linux that Node runs on. */
const ticks = 100;
const pollMs = 20;

/** Milliseconds since a process was started, by the kernel's own account. */
const ageOf = async (pid: number): Promise<number> => {
  const fields = (await readFile(`/proc/${pid}/stat`, 'utf8')).replace(/^.*\) /, '').split(' ');
  const uptime = Number((await readFile('/proc/uptime', 'utf8')).split(' ')[0]);
  return uptime * 1000 - (Number(fields[19]) / ticks) * 1000;
};

const isReady = (url: string): Promise<boolean> =>
  fetch(`${url}/readyz`, { signal: AbortSignal.timeout(2_000) }).then(
    ({ ok }) => ok,
    () => false,
  );

/**
 * How long each service of a stack that is being started in this folder takes from the start of its process until it
 * is ready, milliseconds.
 */
export const readyTimes = async (home: string): Promise<Readonly<Record<string, number>>> => {
  let run: RunFile | undefined;
  await until('the services are started', async () => (run = await readRun(home).catch(() => undefined)) !== undefined);
  const services = Object.entries(run?.services ?? {});
  const times = services.map(async ([name, { pid }]) => {
    while (!(await isReady(run?.urls[name] ?? ''))) await sleep(pollMs);
    return [name, await ageOf(pid)] as const;
  });
  return Object.fromEntries(await Promise.all(times));
};
