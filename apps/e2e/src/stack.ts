import { startEmbeddedKafka, startEmbeddedMongod, startEmbeddedRedis } from '@redress/backing-services';
import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

type Kafka = Awaited<ReturnType<typeof startEmbeddedKafka>>;
type Mongod = Awaited<ReturnType<typeof startEmbeddedMongod>>;
type Redis = Awaited<ReturnType<typeof startEmbeddedRedis>>;

/** What the launcher writes about itself, as far as the tests look at it. */
interface RunFile {
  readonly ready: boolean;
  readonly urls: Readonly<Record<string, string>>;
  readonly services: Readonly<Record<string, { readonly pid: number }>>;
}

/** A staff account with the password the launcher printed once. */
export interface Account {
  readonly username: string;
  readonly password: string;
}

const program = resolve(__dirname, '../../cli/dist/main.js');

const traps = resolve(__dirname, '../traps/kill-after.cjs');

/**
 * The whole product as a newcomer starts it: the launcher and seven service processes, on backing services that the
 * test can stop, freeze and kill.
 */
export class Stack {
  readonly dbPrefix = `e2e_${randomBytes(4).toString('hex')}`;
  private output = '';

  private constructor(
    readonly home: string,
    readonly kafka: Kafka,
    public mongod: Mongod,
    public redis: Redis,
  ) {}

  private launcher?: ChildProcess;

  /** Starts everything and waits until all services are ready. */
  static async start(env: NodeJS.ProcessEnv = {}): Promise<Stack> {
    const home = mkdtempSync(join(tmpdir(), 'redress-e2e-'));
    const [kafka, mongod, redis] = await Promise.all([
      startEmbeddedKafka({ dataDir: join(home, 'kafka') }),
      startEmbeddedMongod({ dataDir: join(home, 'mongod'), cacheGb: 0.5 }),
      startEmbeddedRedis({ dataDir: join(home, 'redis') }),
    ]);
    const stack = new Stack(home, kafka, mongod, redis);
    await stack.launch(env);
    return stack;
  }

  private async launch(env: NodeJS.ProcessEnv): Promise<void> {
    mkdirSync(join(this.home, 'traps'));
    const launcher = spawn(process.execPath, [program, 'start', '--home', join(this.home, 'site')], {
      env: {
        ...process.env,
        NODE_OPTIONS: `--require ${traps}`,
        TRAPS: join(this.home, 'traps'),
        KAFKA_BROKERS: this.kafka.brokers,
        MONGODB_URI: this.mongod.uri,
        REDIS_URL: this.redis.url,
        REDRESS_DB_PREFIX: this.dbPrefix,
        REDRESS_PUBLIC_COMPLAINTS_PER_MINUTE: '1000000',
        LANG: 'en_US.UTF-8',
        ...env,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.launcher = launcher;
    for (const stream of [launcher.stdout, launcher.stderr]) {
      stream?.on('data', (part: Buffer) => (this.output += part.toString()));
    }
    await this.until('the stack is ready', () => this.output.includes('Redress runs at'), 180_000);
  }

  /** What the launcher said so far. */
  get said(): string {
    return this.output;
  }

  get run(): RunFile {
    return JSON.parse(readFileSync(join(this.home, 'site/run.json'), 'utf8')) as RunFile;
  }

  get gateway(): string {
    return this.run.urls['gateway'] ?? '';
  }

  get internalSecret(): string {
    return readFileSync(join(this.home, 'site/secrets/internal-secret'), 'utf8').trim();
  }

  /** The accounts of the first start, read off the terminal as a person would. */
  account(username: string): Account {
    const line = new RegExp(`^\\s+${username}\\s+(\\S+)`, 'm').exec(this.output);
    if (!line?.[1]) throw new Error(`the launcher printed no account ${username}:\n${this.output}`);
    return { username, password: line[1] };
  }

  /** kill -9 of a service; the launcher starts it again. Answers the pid that is gone. */
  kill(service: string): number {
    const pid = this.run.services[service]?.pid;
    if (pid === undefined) throw new Error(`${service} does not run`);
    process.kill(pid, 'SIGKILL');
    return pid;
  }

  /**
   * Lets a service end with kill -9 at an exact point the next time it comes there (see traps/kill-after.cjs), and
   * waits until it is back.
   */
  async killAt(service: string, point: 'append' | 'publish' | 'apply'): Promise<void> {
    const gone = this.run.services[service]?.pid ?? 0;
    const trap = join(this.home, 'traps', `${service}.${point}`);
    writeFileSync(trap, '');
    await this.until(`${service} ended after ${point}`, () => !existsSync(trap));
    await this.untilBack(service, gone);
  }

  /** Waits until a service runs in another process than `gone` and is ready. */
  async untilBack(service: string, gone: number): Promise<void> {
    await this.until(`${service} is back`, async () => {
      const { services, urls } = this.run;
      if (!services[service] || services[service].pid === gone) return false;
      const answer = await fetch(`${urls[service]}/readyz`, { signal: AbortSignal.timeout(2_000) });
      return answer.ok;
    });
  }

  /** Starts mongod again on its port and data after it was killed. */
  async restartMongod(port: number): Promise<void> {
    this.mongod = await startEmbeddedMongod({ dataDir: join(this.home, 'mongod'), cacheGb: 0.5, port });
  }

  /** Starts Redis again on its port and data after it was killed. */
  async restartRedis(port: number): Promise<void> {
    this.redis = await startEmbeddedRedis({ dataDir: join(this.home, 'redis'), port });
  }

  /** Repeats a check until it is true; an error counts as not yet. */
  async until(what: string, check: () => boolean | Promise<boolean>, timeoutMs = 60_000): Promise<void> {
    const giveUpAt = performance.now() + timeoutMs;
    let last: unknown;
    while (performance.now() < giveUpAt) {
      try {
        if (await check()) return;
        last = undefined;
      } catch (error) {
        last = error;
      }
      if (this.launcher?.exitCode !== null && this.launcher?.exitCode !== undefined) break;
      await sleep(100);
    }
    throw new Error(
      `not in time: ${what}${last instanceof Error ? ` (${last.message})` : ''}\n${this.output.slice(-3000)}`,
    );
  }

  /** Ctrl-C, then the backing services; answers the launcher's exit code. */
  async stop(): Promise<number | null> {
    const { launcher } = this;
    const code =
      launcher && launcher.exitCode === null
        ? await new Promise<number | null>((done) => {
            launcher.once('exit', done);
            launcher.kill('SIGINT');
          })
        : (launcher?.exitCode ?? null);
    await Promise.all([this.kafka.stop(), this.mongod.stop(), this.redis.stop()]);
    if (existsSync(this.home)) rmSync(this.home, { recursive: true, force: true });
    return code;
  }
}
