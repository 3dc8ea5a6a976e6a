import { runCommand } from '@redress/backing-services';
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { alertCases } from './alert-cases';
import { prometheusPrograms } from './prometheus-programs';
import { alertRules, hastened, monitoringFolder, rulesText } from './rules';

/** When it is looked: before the fault, late in it, and when it is long over. */
const looks = [
  { at: '9m', fires: false },
  { at: '29m', fires: true },
  { at: '104m', fires: false },
];

describe('the alert rules, judged by the real Prometheus', () => {
  jest.setTimeout(240_000);
  let promtool: string;
  let folder: string;
  beforeAll(async () => {
    ({ promtool } = await prometheusPrograms());
    folder = await mkdtemp(join(tmpdir(), 'redress-rules-'));
    await cp(monitoringFolder, folder, { recursive: true });
  }, 25 * 60_000);
  afterAll(() => rm(folder, { recursive: true, force: true }));

  const accepted = async (...args: string[]): Promise<void> => {
    const { ok, output } = await runCommand(promtool, args, { cwd: folder, timeoutMs: 200_000 });
    if (!ok) throw new Error(output);
  };
  /** Runs a test file of Prometheus over the rules. */
  const judged = async (rules: string, tests: readonly object[], every = '15s'): Promise<void> => {
    const file = join(folder, 'test.yml');
    await writeFile(file, stringify({ rule_files: [rules], evaluation_interval: every, tests }));
    await accepted('test', 'rules', file);
  };
  const seriesOf = (alert: string) =>
    Object.entries(alertCases[alert] ?? {}).map(([series, course]) => ({ series, values: course.join(' ') }));
  const firing = (alert: string, at: string, fires: boolean) => ({
    expr: `group by (alertname) (ALERTS{alertname="${alert}",alertstate="firing"})`,
    eval_time: at,
    exp_samples: fires ? [{ labels: `{alertname="${alert}"}`, value: 1 }] : [],
  });

  it('are well-formed, and so is the configuration that uses them', async () => {
    await accepted('check', 'rules', '--lint=all', '--lint-fatal', 'alerts.yml');
    await accepted('check', 'config', '--syntax-only', 'prometheus.yml');
  });

  it('have a course of events each, and no course is left over', () => {
    expect(Object.keys(alertCases).sort()).toEqual(
      alertRules()
        .map(({ alert }) => alert)
        .sort(),
    );
  });

  it('fire in their fault, not before, and clear after it', () =>
    judged(
      'alerts.yml',
      alertRules().map(({ alert }) => ({
        name: alert,
        interval: '15s',
        input_series: seriesOf(alert),
        promql_expr_test: looks.map(({ at, fires }) => firing(alert, at, fires)),
      })),
      '1m',
    ));

  it('wait as long as they say, so that a blip wakes nobody', async () => {
    const waiting = alertRules().filter((rule) => rule.for !== undefined);
    expect(waiting.length).toBeGreaterThan(10);
    const blip = (values: string): string => values.replace('x79', 'x0');
    await judged(
      'alerts.yml',
      waiting.map(({ alert }) => ({
        interval: '15s',
        input_series: Object.entries(alertCases[alert] ?? {}).map(([series, [before, during, after]]) => ({
          series,
          values: [before, blip(during), after].join(' '),
        })),
        promql_expr_test: ['10m', '10m15s', '10m30s', '12m'].map((at) => firing(alert, at, false)),
      })),
    );
  });

  it('can be hastened for a test: the same rules, only quicker', async () => {
    const quick = hastened(rulesText(), 10);
    await writeFile(join(folder, 'quick.yml'), quick);
    await accepted('check', 'rules', 'quick.yml');
    expect(quick).toContain('changes(process_start_time_seconds{job="redress"}[90s])');
    expect(quick.match(/^\s+for: 6s$/gm)?.length).toBe(rulesText().match(/^\s+for: 1m$/gm)?.length);
    expect(hastened(rulesText(), 1).replaceAll(/\d+[smh]/g, '')).toBe(rulesText().replaceAll(/\d+[smh]/g, ''));
    const looksQuick = [firing('ServiceDown', '10m', false), firing('ServiceDown', '10m30s', true)];
    await judged('quick.yml', [
      { interval: '15s', input_series: seriesOf('ServiceDown'), promql_expr_test: looksQuick },
    ]);
  });
});
