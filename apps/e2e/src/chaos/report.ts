import { mkdirSync, writeFileSync } from 'node:fs';
import { arch, cpus, platform, totalmem } from 'node:os';
import { join } from 'node:path';
import type { Outcome } from './run';
import type { Size } from './scenario';

/** A whole run. */
export interface Report {
  readonly seed: number;
  readonly size: Size['name'];
  /** Complaints a second, but where days pass in minutes. */
  readonly rate: number;
  readonly startedAt: string;
  readonly outcomes: readonly Outcome[];
}

const machine = (): string =>
  `${cpus().length} × ${cpus()[0]?.model.trim() ?? arch()}, ${Math.round(totalmem() / 2 ** 30)} GiB, ${platform()}, Node ${process.versions.node}`;

const section = ({ id, title, seconds, figures, alerts, fault }: Outcome): string => {
  const rows = figures.map(
    ({ name, value, unit, atMost }) =>
      `| ${name} | ${value} ${unit} | ${atMost === undefined ? '' : `${atMost} ${unit}`} |`,
  );
  return [
    `## ${id} ${fault === undefined ? '✓' : '✗'} ${title}`,
    '',
    `${seconds} s`,
    ...(alerts === undefined ? [] : ['', `Alerts that fired: ${alerts.join(', ') || 'none'}`]),
    ...(fault === undefined ? [] : ['', '```', fault, '```']),
    '',
    '| figure | value | at most |',
    '|---|---:|---:|',
    ...rows,
    '',
  ].join('\n');
};

/** The report as a page. */
export const asMarkdown = ({ seed, size, rate, startedAt, outcomes }: Report): string => {
  const failed = outcomes.filter(({ fault }) => fault !== undefined).length;
  return [
    '# Chaos run',
    '',
    `${startedAt}, ${size} form, ${rate} complaints a second, seed ${seed} (repeat with \`npm run chaos -- --seed ${seed}\`), ${machine()}.`,
    '',
    `${outcomes.length - failed} scenarios held, ${failed} did not.`,
    '',
    ...outcomes.map(section),
  ].join('\n');
};

/** Writes report.md and report.json into a folder. */
export const writeReport = (dir: string, report: Report): void => {
  mkdirSync(dir, { recursive: true });
  writeFileSync(join(dir, 'report.md'), asMarkdown(report));
  writeFileSync(join(dir, 'report.json'), `${JSON.stringify({ ...report, machine: machine() }, undefined, 2)}\n`);
};
