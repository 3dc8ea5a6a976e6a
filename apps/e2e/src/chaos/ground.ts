import { setTimeout as sleep } from 'node:timers/promises';
import { historyAnomalies } from '../check/kafka-history';
import { untilKept } from '../check/promises';
import { readHistory } from '../check/read-history';
import { Stores } from '../check/stores';
import { Client } from '../client';
import { startLoad, type Load } from '../load';
import { unique } from '../random';
import type { Stack } from '../stack';
import { quantile } from '../statistics';
import { crashFaults } from './crashes';
import type { Size } from './scenario';

/** Something measured in a scenario. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: 'ms' | '';
  /** What it must not exceed; only the full form holds to it, as `npm test` may run on a starved machine. */
  readonly atMost?: number;
}

/** Where figures are noted and shown. */
export interface Notes {
  readonly figures: Figure[];
  readonly say: (text: string) => void;
}

/** Where a scenario takes place: the stack, visitors, staff, and the checks. */
export class Ground {
  readonly visitor = new Client(() => this.stack.gateway);
  private readonly staff = new Map<string, Client>();

  constructor(
    readonly stack: Stack,
    readonly size: Size,
    readonly random: () => number,
    /** Every registration that was ever answered with 201 on this stack. */
    readonly acknowledged: string[],
    private readonly notes: Notes,
  ) {}

  /** A member of staff, signed in. */
  async as(username: string): Promise<Client> {
    const known = this.staff.get(username);
    if (known) return known;
    const client = await new Client(() => this.stack.gateway, this.stack.account(username)).signIn();
    this.staff.set(username, client);
    return client;
  }

  /** Notes a figure. */
  figure(name: string, value: number, unit: Figure['unit'] = '', atMost?: number): void {
    this.notes.figures.push({ name, value: Math.round(value), unit, ...(atMost !== undefined && { atMost }) });
    this.notes.say(`${name}: ${Math.round(value)}${unit && ` ${unit}`}`);
  }

  /** Measures how long something takes to come back. */
  async recovers(name: string, atMost: number, done: () => Promise<unknown>): Promise<void> {
    const since = performance.now();
    await done();
    this.figure(name, performance.now() - since, 'ms', atMost);
  }

  /** Brings a fault about in the middle of a load, then waits until every promise holds again. */
  async under(fault: (load: Load) => Promise<void>): Promise<void> {
    const { marginMs, rate, fastRate } = this.size;
    const load = startLoad(this.visitor, this.stack.speed > 1 ? fastRate : rate, this.random);
    await sleep(marginMs * (0.5 + this.random()));
    try {
      await fault(load);
    } finally {
      await sleep(marginMs * (0.5 + this.random()));
      await load.stop();
      this.acknowledged.push(...load.acknowledged);
    }
    if (load.acknowledged.length === 0) throw new Error('nothing was registered meanwhile');
    this.figure('registered', load.acknowledged.length);
    this.figure('tries again', load.retries);
    this.figure('answered, p50', quantile(load.tookMs, 0.5), 'ms');
    this.figure('answered, p99', quantile(load.tookMs, 0.99), 'ms');
    await this.recovers('every promise kept again', 120_000, () => this.kept());
  }

  /** Waits until every promise holds. @throws with the broken ones */
  async kept(): Promise<void> {
    await untilKept(this.stack, this.acknowledged, {
      onWaiting: (faults) => this.notes.say(`still broken: ${faults.length}, such as ${faults[0]}`),
    });
    const crashed = crashFaults(this.stack);
    if (crashed.length > 0) throw new Error(`unhandled errors:\n${crashed.join('\n')}`);
    const { historyDir } = this.stack.traps;
    const anomalies =
      historyDir === undefined ? [] : historyAnomalies(readHistory(historyDir), { resendsAllowed: true });
    if (anomalies.length > 0)
      throw new Error(`${anomalies.length} anomalies: ${JSON.stringify(anomalies.slice(0, 5))}`);
  }

  /** Registers one complaint and waits until staff can read it: the whole way works. */
  async serves(): Promise<void> {
    const { stack } = this;
    const key = `probe-${unique(this.random)}`;
    await stack.until('a complaint goes the whole way', async () => {
      const clerk = await this.as('clerk');
      const answer = await this.visitor.post<{ complaintId: string; version: string }>(
        '/api/v1/complaints',
        { text: '看看是否还能投诉。' },
        { 'idempotency-key': key },
      );
      if (answer.status !== 201) throw new Error(`a registration is answered ${answer.status}`);
      const { complaintId, version } = answer.body;
      if (!this.acknowledged.includes(complaintId)) this.acknowledged.push(complaintId);
      const seen = await clerk.get(`/api/v1/complaints/${complaintId}?atLeast=${version}`);
      if (seen.status === 401) this.staff.clear();
      const lag = seen.headers.get('redress-lag');
      if (seen.status !== 200 || lag !== null) throw new Error(`reading is answered ${seen.status}, behind: ${lag}`);
      return true;
    });
  }

  /** Does something with the databases, read and written behind the product's back. */
  async withStores<T>(work: (stores: Stores) => Promise<T>): Promise<T> {
    const stores = await Stores.open(this.stack.around.mongod.now.uri, this.stack.dbPrefix);
    try {
      return await work(stores);
    } finally {
      await stores.close();
    }
  }

  /** Figures that are over what they may be. */
  exceeded(): string[] {
    if (this.size.name === 'short') return [];
    return this.notes.figures
      .filter(({ value, atMost }) => atMost !== undefined && value > atMost)
      .map(({ name, value, atMost }) => `${name}: ${value}, at most ${atMost}`);
  }
}
