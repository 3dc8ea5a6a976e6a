import { Command, InvalidArgumentError } from 'commander';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { untilKept } from '../check/promises';
import { Stores } from '../check/stores';
import { runSeed, seeded } from '../random';
import { Stack } from '../stack';
import { quantile } from '../statistics';
import { sample, type Sample } from './samples';
import { saturation, startTraffic } from './traffic';
import { coursesOf, type Course } from './verdict';

interface Options {
  readonly minutes: number;
  readonly rate?: number;
  readonly seed?: string;
  readonly report: string;
}

const sampleEveryMs = 10_000;
const saturationSeconds = 30;

const say = (text: string): void => void process.stderr.write(`${new Date().toISOString().slice(11, 19)} ${text}\n`);

const positive = (text: string): number => {
  const value = Number(text);
  if (Number.isFinite(value) && value > 0) return value;
  throw new InvalidArgumentError('must be a number above 0');
};

const collect = async (stack: Stack, minutes: number): Promise<Sample[]> => {
  const stores = await Stores.open(stack.around.mongod.now.uri, stack.dbPrefix);
  const samples: Sample[] = [];
  const started = performance.now();
  try {
    while (performance.now() - started < minutes * 60_000) {
      samples.push(await sample(stack, stores, (performance.now() - started) / 1_000));
      await sleep(sampleEveryMs);
    }
  } finally {
    await stores.close();
  }
  return samples;
};

const asMarkdown = (facts: readonly string[], courses: readonly Course[]): string =>
  [
    '# Soak',
    '',
    ...facts.map((fact) => `- ${fact}`),
    '',
    '| figure | second quarter | last quarter | |',
    '|---|---:|---:|---|',
    ...courses.map(({ name, early, late, flat }) => `| ${name} | ${early} | ${late} | ${flat ? 'flat' : 'GROWS'} |`),
    '',
  ].join('\n');

const run = async ({ minutes, rate, seed, report }: Options): Promise<void> => {
  const random = seeded(runSeed(seed));
  const stack = await Stack.start();
  try {
    const most = rate === undefined ? await saturation(stack, random, saturationSeconds) : rate * 2;
    say(`${minutes} minutes at ${Math.round(most / 2)} registrations a second, half of what the stack can take`);
    const traffic = await startTraffic(stack, most / 2, random);
    const samples = await collect(stack, minutes);
    await traffic.stop();
    const registered = traffic.acknowledged.length;
    await untilKept(stack, traffic.acknowledged);
    const courses = coursesOf(samples);
    const facts = [
      `${minutes} minutes at ${Math.round(most / 2)} registrations a second: ${registered} registered, ${traffic.retries} tries again`,
      `answered: p50 ${Math.round(quantile(traffic.tookMs, 0.5))} ms, p99 ${Math.round(quantile(traffic.tookMs, 0.99))} ms`,
      'every promise was kept',
    ];
    mkdirSync(report, { recursive: true });
    writeFileSync(join(report, 'soak.md'), asMarkdown(facts, courses));
    writeFileSync(join(report, 'soak.json'), `${JSON.stringify({ facts, courses, samples }, undefined, 2)}\n`);
    say(`\n${asMarkdown(facts, courses)}`);
    if (courses.some(({ flat }) => !flat)) process.exitCode = 1;
  } finally {
    await stack.stop();
  }
};

new Command('soak')
  .description('runs the whole product under steady traffic and looks for whatever grows')
  .option('--minutes <number>', 'how long', positive, 20)
  .option('--rate <number>', 'registrations per second; default half of what the stack takes at most', positive)
  .option('--seed <number>', 'repeats the choices of a run')
  .option('--report <folder>', 'where soak.md and soak.json are written', '.redress/soak')
  .action(run)
  .parseAsync()
  .catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    process.exit(1);
  });
