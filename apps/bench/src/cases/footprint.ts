import { startEmbeddedKafka } from '@redress/backing-services';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { sized, type BenchCase, type CaseContext } from '../measure/bench-case';
import { median } from '../measure/statistics';
import { readyTimes } from '../services/ready-times';
import { startServer } from '../services/server-process';
import { Stack } from '../services/stack';

/** As many as the product has services: the machine is shared while they start. */
const processes = 7;
const mostRounds = 3;
/** Clock ticks a second in /proc, on every Linux that Node runs on. */
const ticks = 100;

interface Memory {
  readonly rssMiB: number;
  readonly pssMiB: number;
}

const memoryOf = async (pid: number): Promise<Memory> => {
  const text = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8');
  const mib = (name: string): number => Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(text)?.[1]) / 1024;
  return { rssMiB: mib('Rss'), pssMiB: mib('Pss') };
};

/** CPU time a process has used so far, seconds. */
const cpuSeconds = async (pid: number): Promise<number> => {
  const fields = (await readFile(`/proc/${pid}/stat`, 'utf8')).replace(/^.*\) /, '').split(' ');
  return (Number(fields[11]) + Number(fields[12])) / ticks;
};

/** Share of a core, in percent, over a time. */
const cpuShare = async (pids: Readonly<Record<string, number>>, forMs: number): Promise<Record<string, number>> => {
  const read = async (): Promise<[string, number][]> =>
    Promise.all(Object.entries(pids).map(async ([name, pid]) => [name, await cpuSeconds(pid)]));
  const before = new Map(await read());
  await sleep(forMs);
  return Object.fromEntries(
    (await read()).map(([name, after]) => [name, ((after - (before.get(name) ?? 0)) / forMs) * 100_000]),
  );
};

interface Bare {
  readonly pssMiB: number;
  readonly readyMs: number;
}

/** Bare Nest with the same libraries, as many processes at once as the product has. */
const bareProcesses = async (context: CaseContext): Promise<Bare> => {
  const all = await Promise.all(Array.from({ length: processes }, () => startServer(context, 'bare-libraries')));
  await sleep(2_000);
  const memory = await Promise.all(all.map(({ pid }) => memoryOf(pid)));
  await Promise.all(all.map(({ stop }) => stop()));
  return { pssMiB: median(memory.map(({ pssMiB }) => pssMiB)), readyMs: median(all.map(({ readyMs }) => readyMs)) };
};

const kafkaColdStart = async ({ folder, cleanup }: CaseContext, round: number): Promise<number> => {
  const started = performance.now();
  const kafka = await startEmbeddedKafka({ dataDir: join(folder, `kafka-${round}`) });
  const seconds = (performance.now() - started) / 1000;
  await cleanup.add(() => kafka.stop())();
  return seconds;
};

const noteProcesses = async (context: CaseContext, stack: Stack, bare: Bare): Promise<void> => {
  const { record } = context;
  await sleep(sized(context, { quick: 3_000, small: 10_000, full: 30_000 }));
  const cpu = await cpuShare(stack.pids, sized(context, { quick: 5_000, small: 20_000, full: 20_000 }));
  const shares: number[] = [];
  for (const [name, pid] of Object.entries(stack.pids)) {
    const { rssMiB, pssMiB } = await memoryOf(pid);
    record.value(`footprint.${name}.rss`, `idle ${name}: RSS`, 'MiB', rssMiB);
    record.value(`footprint.${name}.pss`, `idle ${name}: PSS`, 'MiB', pssMiB);
    record.value(`footprint.${name}.cpu`, `idle ${name}: CPU`, '% of a core', cpu[name] ?? Number.NaN);
    record.ratio('footprint.pss.ratio', 'PSS of a service to bare Nest with its libraries', pssMiB, bare.pssMiB);
    shares.push(cpu[name] ?? Number.NaN);
  }
  record.value('footprint.cpu', 'idle CPU of the busiest service', '% of a core', Math.max(...shares));
};

const measureRound = async (context: CaseContext, round: number): Promise<void> => {
  const { record } = context;
  const bare = await bareProcesses(context);
  const kafka = await kafkaColdStart(context, round);
  const started = performance.now();
  let watching: Promise<Readonly<Record<string, number>>> | undefined;
  const stack = await Stack.startAlone(context, (home) => {
    watching = readyTimes(home);
  });
  const whole = (performance.now() - started) / 1000;
  try {
    const ready = (await watching) ?? {};
    record.value('footprint.bare.pss', `bare Nest with the libraries, ${processes} at once: PSS`, 'MiB', bare.pssMiB);
    record.value(
      'footprint.bare.ready',
      `bare Nest with the libraries, ${processes} at once: ready`,
      'ms',
      bare.readyMs,
    );
    for (const [name, ms] of Object.entries(ready)) record.value(`footprint.${name}.ready`, `${name}: ready`, 'ms', ms);
    record.ratio(
      'footprint.ready.ratio',
      'a service ready to bare Nest (median of the services)',
      median(Object.values(ready)),
      bare.readyMs,
    );
    record.value('footprint.kafka', "Kafka's own cold start", 's', kafka);
    record.value('footprint.stack', 'whole stack ready, from nothing', 's', whole);
    record.ratio('footprint.stack.ratio', "whole stack ready to Kafka's cold start", whole, kafka);
    await noteProcesses(context, stack, bare);
  } finally {
    await stack.stop();
  }
};

/** What the processes weigh and do while nothing happens, and how soon they are there (goal 12). */
export const footprint: BenchCase = {
  name: 'footprint',
  title: 'memory, idle CPU and start of the processes beside bare Nest',
  needs: [],
  run: async (context) => {
    for (let round = 0; round < Math.min(context.rounds, mostRounds); round++) await measureRound(context, round);
  },
};
