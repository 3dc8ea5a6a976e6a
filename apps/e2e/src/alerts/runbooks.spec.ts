import { repositoryRoot, runCommand } from '@redress/backing-services';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { scenarios } from '../chaos/scenarios';
import { alertCases } from './alert-cases';
import { alertRules, rulesText } from './rules';

const folder = join(repositoryRoot, 'docs/runbooks');
const pages = readdirSync(folder).filter((name) => name !== 'README.md');
const textOf = (page: string): string => readFileSync(join(folder, page), 'utf8');
const all = [...pages, 'README.md'].map(textOf).join('\n');

const distinct = (texts: Iterable<string>): string[] => [...new Set(texts)].sort();
const found = (text: string, pattern: RegExp): string[] =>
  distinct([...text.matchAll(pattern)].map(([whole, first]) => first ?? whole));

/** The sources of the product, without specs and without this folder. */
const sources = (['libs', 'apps'] as const)
  .flatMap((part) =>
    readdirSync(join(repositoryRoot, part), { recursive: true, encoding: 'utf8' }).map((name) => join(part, name)),
  )
  .filter((name) => /\/src\/.*\.ts$/.test(name) && !/node_modules|\/dist\/|\.spec\.ts$|^apps\/e2e/.test(name))
  .map((name) => readFileSync(join(repositoryRoot, name), 'utf8'))
  .join('\n');

/** The figures that the services show; a histogram has three series. */
const shown = new Set(
  found(sources, /name: '((?:redress|http)_[a-z0-9_]+)'/g).flatMap((name) =>
    name.endsWith('_seconds') ? [name, `${name}_count`, `${name}_bucket`] : [name],
  ),
);
/** Those of prom-client itself, and what Prometheus adds. */
const standard = ['process_start_time_seconds', 'process_resident_memory_bytes', 'nodejs_eventloop_lag_p99_seconds'];
for (const name of standard) shown.add(name);

const figure = /\b(?:redress|http_server|process|nodejs)_[a-z0-9_]+[a-z0-9]\b/g;

describe('the runbooks', () => {
  jest.setTimeout(240_000);
  it('are there for every alert, and say so', () => {
    for (const { alert, annotations } of alertRules()) {
      const page = /^docs\/runbooks\/([a-z-]+\.md)$/.exec(annotations['runbook_url'] ?? '')?.[1] ?? '';
      expect(pages).toContain(page);
      expect(textOf(page)).toContain(`\`${alert}\` (`);
      expect(textOf('README.md')).toContain(`| ${alert} |`);
    }
  });

  it('explain every alert in Chinese and in English', () => {
    for (const { annotations, labels } of alertRules()) {
      expect(['critical', 'warning', 'info']).toContain(labels.severity);
      for (const name of ['summary', 'description']) {
        expect(annotations[name]).toMatch(/[一-鿿]/);
        expect(annotations[`${name}_en`]).toMatch(/[a-z]/);
        expect(annotations[`${name}_en`]).not.toMatch(/[一-鿿]/);
      }
    }
  });

  it('are all to be found from the index, in both languages, with what is seen and what to do', () => {
    for (const page of pages) {
      expect(textOf('README.md')).toContain(`](${page})`);
      for (const part of ['看到什么 · What is seen', '## 中文', '## English', '**要做：**', '**What to do:**']) {
        expect(textOf(page)).toContain(part);
      }
    }
  });

  it('name the faults under which `npm run chaos -- --alerts` wants an alert to fire', () => {
    const wanted = scenarios.flatMap(({ id, alerts = [] }) => alerts.map((alert) => [alert, id] as const));
    expect(wanted.length).toBeGreaterThan(10);
    for (const [alert, fault] of wanted) {
      expect(textOf('README.md')).toMatch(new RegExp(`^\\| ${alert} \\|.*\\b${fault}\\b`, 'm'));
    }
  });

  it('link to what exists', () => {
    for (const link of found(all, /\]\(([^)]+)\)/g)) expect(() => readFileSync(resolve(folder, link))).not.toThrow();
  });

  it('name figures that the services show, as rules and their tests do', () => {
    const named = found(`${all}\n${rulesText()}\n${Object.values(alertCases).flatMap(Object.keys).join('\n')}`, figure);
    expect(named.length).toBeGreaterThan(40);
    expect(named.filter((name) => !shown.has(name))).toEqual([]);
  });

  it('quote lines that the services write', () => {
    const lines = found(all, /log: "([^"]+)"/g);
    expect(lines.length).toBeGreaterThan(12);
    expect(lines.filter((line) => !sources.includes(line))).toEqual([]);
  });

  it('give commands that exist', async () => {
    const commands = found(all, /npm run redress -- ([a-z][a-z -]*[a-z])(?= <| --| [a-z]+`|`)/g);
    expect(commands).toEqual(
      expect.arrayContaining(['parked list', 'parked retry', 'store verify', 'projection rebuild']),
    );
    const program = join(repositoryRoot, 'apps/cli/dist/main.js');
    for (const command of distinct(commands.map((each) => each.split(' ').slice(0, 2).join(' ')))) {
      const words = command.split(' ');
      const { ok, output } = await runCommand(process.execPath, [program, ...words, '--help']);
      expect([command, ok]).toEqual([command, true]);
      expect(output).toContain(`Usage: redress ${words.join(' ')}`);
    }
  });
});
