import { freePort, loopback, spawnKept, type KeptProcess } from '@redress/backing-services';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parse, stringify } from 'yaml';
import { prometheusPrograms } from './prometheus-programs';
import { hastened, monitoringFolder, rulesText } from './rules';

export interface AlertWatchOptions {
  /** How much shorter than in operation `for` and ranges of the rules are; default 10. */
  readonly factor?: number;
  /** How often is scraped and judged, seconds; default 2, as a figure of a dead dependency takes half a second. */
  readonly everySeconds?: number;
}

interface Sample {
  readonly metric: Readonly<Record<string, string>>;
  readonly value: readonly [number, string];
}

/** The configuration of operation, with the targets of this home and quicker. */
const configFile = async (home: string, every: number): Promise<string> => {
  const config = parse(await readFile(join(monitoringFolder, 'prometheus.yml'), 'utf8')) as {
    global: object;
    scrape_configs: { file_sd_configs: object }[];
  };
  const pace = { scrape_interval: `${every}s`, scrape_timeout: `${every}s`, evaluation_interval: `${every}s` };
  const targets = [{ files: [join(home, 'monitoring/*.json')], refresh_interval: `${every}s` }];
  Object.assign(config.global, pace);
  for (const scraped of config.scrape_configs) scraped.file_sd_configs = targets;
  return stringify(config);
};

/**
 * A real Prometheus beside a running deployment, with the rules of infra/prometheus:
 *
 *     const alerts = await AlertWatch.start(join(stack.home, 'site'));
 *     … provoke a fault …
 *     expect(await alerts.fired()).toContain('RelayBehind');
 *     await alerts.stop();
 */
export class AlertWatch {
  private constructor(
    private readonly server: KeptProcess,
    private readonly url: string,
    private readonly folder: string,
  ) {}

  /**
   * Starts to scrape the deployment of a home (`redress start --home`), also after its services moved to other ports.
   * The first start on a machine builds Prometheus, for minutes.
   */
  static async start(home: string, options: AlertWatchOptions = {}): Promise<AlertWatch> {
    const { factor = 10, everySeconds = 2 } = options;
    const { prometheus: command } = await prometheusPrograms();
    const folder = await mkdtemp(join(tmpdir(), 'redress-alerts-'));
    await writeFile(join(folder, 'prometheus.yml'), await configFile(home, everySeconds));
    await writeFile(join(folder, 'alerts.yml'), hastened(rulesText(), factor));
    const address = `${loopback}:${await freePort()}`;
    const args = [`--config.file=${join(folder, 'prometheus.yml')}`, `--storage.tsdb.path=${join(folder, 'data')}`];
    args.push(`--web.listen-address=${address}`);
    const server = await spawnKept({ command, args, logFile: join(folder, 'prometheus.log'), graceMs: 5_000 });
    const watch = new AlertWatch(server, `http://${address}`, folder);
    await watch.untilReady();
    return watch;
  }

  /** The alerts that fire now, by name. */
  async firing(): Promise<string[]> {
    return this.names('group by (alertname) (ALERTS{alertstate="firing"})');
  }

  /** The alerts that have fired in the last so many seconds, by default since the start, whether or not they still do. */
  async fired(withinSeconds = 86_400): Promise<string[]> {
    return this.names(`group by (alertname) (last_over_time(ALERTS{alertstate="firing"}[${withinSeconds}s]))`);
  }

  /** Waits until an alert fires. @throws with what fires instead, when it is not in time */
  untilFiring(alert: string, timeoutMs = 60_000): Promise<void> {
    return this.until(`${alert} fires`, (firing) => firing.includes(alert), timeoutMs);
  }

  /** Waits until none of these alerts fires any more; without a name, none at all. @throws when it is not in time */
  untilClear(alerts: readonly string[] = [], timeoutMs = 60_000): Promise<void> {
    const concerned = (name: string): boolean => alerts.length === 0 || alerts.includes(name);
    return this.until(`${alerts.join(', ') || 'everything'} is clear`, (firing) => !firing.some(concerned), timeoutMs);
  }

  /** What any PromQL query gives now. */
  async query(promql: string): Promise<readonly Sample[]> {
    const answer = await fetch(`${this.url}/api/v1/query?query=${encodeURIComponent(promql)}`);
    const { data, error } = (await answer.json()) as { data?: { result: Sample[] }; error?: string };
    if (!data) throw new Error(`Prometheus refuses ${promql}: ${error ?? answer.status}`);
    return data.result;
  }

  async stop(): Promise<void> {
    await this.server.stop();
    await rm(this.folder, { recursive: true, force: true });
  }

  private async names(promql: string): Promise<string[]> {
    return (await this.query(promql)).map(({ metric }) => metric['alertname'] ?? '').sort();
  }

  private async until(what: string, check: (firing: readonly string[]) => boolean, timeoutMs: number): Promise<void> {
    const giveUpAt = performance.now() + timeoutMs;
    let firing = await this.firing();
    while (!check(firing)) {
      if (performance.now() > giveUpAt) throw new Error(`not in time: ${what}; firing: ${firing.join(', ') || 'none'}`);
      await sleep(500);
      firing = await this.firing();
    }
  }

  private async untilReady(): Promise<void> {
    const giveUpAt = performance.now() + 60_000;
    for (;;) {
      const ready = await fetch(`${this.url}/-/ready`).then(
        ({ ok }) => ok,
        () => false,
      );
      if (ready) return;
      if (!this.server.running() || performance.now() > giveUpAt) {
        throw new Error(`Prometheus does not start:\n${(await readFile(this.server.logFile, 'utf8')).slice(-2_000)}`);
      }
      await sleep(100);
    }
  }
}
