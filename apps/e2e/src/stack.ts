import getPort from 'get-port';
import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { askInternally } from './internal';
import { readRunFile, type RunFile } from './run-file';
import { Surroundings, type SurroundingsOptions } from './surroundings';
import { Traps } from './traps';
import { startTwin, type Twin } from './twin';
import { until } from './until';

/** A staff account with the password the launcher printed once. */
export interface Account {
  readonly username: string;
  readonly password: string;
}

/** How a stack differs from the usual one. */
export interface StackOptions extends SurroundingsOptions {
  /** For the launcher, and so for the services. */
  readonly env?: NodeJS.ProcessEnv;
  /** Days pass this many times as fast, from the start of the stack on. */
  readonly speed?: number;
  /** Whether relays and consumers log what they send and poll, for `check/kafka-history.ts`. */
  readonly history?: boolean;
}

const program = resolve(__dirname, '../../cli/dist/main.js');

/**
 * The whole product as a newcomer starts it: the launcher and seven service processes, on backing services that the
 * test can stop, freeze, kill, fill up and cut off.
 */
export class Stack {
  readonly dbPrefix = `e2e_${randomBytes(4).toString('hex')}`;
  private readonly startedAt = Date.now();
  private output = '';
  private launcher?: ChildProcess;

  private constructor(
    readonly home: string,
    readonly around: Surroundings,
    readonly traps: Traps,
    private readonly env: NodeJS.ProcessEnv,
    /** How many times as fast as the wall clock the services' clocks go. */
    readonly speed: number,
  ) {}

  /** Starts everything and waits until all services are ready. */
  static async start({ env = {}, speed = 1, history = false, ...surroundings }: StackOptions = {}): Promise<Stack> {
    const home = mkdtempSync(join(tmpdir(), 'redress-e2e-'));
    const traps = new Traps(join(home, 'traps'), history ? join(home, 'history') : undefined);
    const stack = new Stack(home, await Surroundings.start(home, surroundings), traps, env, speed);
    await stack.launch();
    return stack;
  }

  /** What the clock of the services shows in so many real milliseconds, since 1970. */
  clockAt(realMsFromNow: number): number {
    return this.startedAt + (Date.now() - this.startedAt + realMsFromNow) * this.speed;
  }

  /** The launcher with all services; also again, after `stopServices`. */
  async launch(): Promise<void> {
    const from = this.output.length;
    const start = new Date(this.startedAt).toISOString();
    const clock = { REDRESS_CLOCK: JSON.stringify({ realStart: start, simStart: start, speed: this.speed }) };
    // Not the usual port: what else runs on the machine may want that one.
    const args = ['start', '--home', join(this.home, 'site'), '--port', String(await getPort({ host: '127.0.0.1' }))];
    const launcher = spawn(process.execPath, [program, ...args], {
      env: {
        ...process.env,
        ...this.traps.env,
        ...this.around.env,
        REDRESS_DB_PREFIX: this.dbPrefix,
        REDRESS_PUBLIC_COMPLAINTS_PER_MINUTE: '1000000',
        LANG: 'en_US.UTF-8',
        ...(this.speed !== 1 && clock),
        ...this.env,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.launcher = launcher;
    for (const stream of [launcher.stdout, launcher.stderr]) {
      stream?.on('data', (part: Buffer) => (this.output += part.toString()));
    }
    await this.until('the stack is ready', () => this.output.slice(from).includes('Redress runs at'), 180_000);
  }

  /** What the launcher said so far. */
  get said(): string {
    return this.output;
  }

  /** What a service wrote into its log. */
  logOf(service: string): string {
    const file = join(this.home, 'site/logs', `${service}.log`);
    return existsSync(file) ? readFileSync(file, 'utf8') : '';
  }

  get run(): RunFile {
    return readRunFile(join(this.home, 'site'));
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
    const pid = this.pidOf(service);
    process.kill(pid, 'SIGKILL');
    return pid;
  }

  /** The process of a service. @throws when it does not run */
  pidOf(service: string): number {
    const pid = this.run.services[service]?.pid;
    if (pid === undefined) throw new Error(`${service} does not run`);
    return pid;
  }

  /** Another process of a service, beside the one of the launcher. */
  twin(service: string): Promise<Twin> {
    return startTwin(this.pidOf(service), join(this.home, `${service}-${randomBytes(2).toString('hex')}.log`));
  }

  /**
   * Lets a service end with kill -9 at an exact point the next time it comes there (see traps/kill-after.cjs), and
   * waits until it is back. Answers how long it was away, milliseconds.
   */
  async killAt(service: string, point: 'append' | 'publish' | 'apply'): Promise<number> {
    const gone = this.pidOf(service);
    this.traps.set(service, point);
    await this.until(`${service} ended after ${point}`, () => !this.traps.isSet(service, point));
    const since = performance.now();
    await this.until(`${service} answers again`, () => this.answers(service));
    const away = performance.now() - since;
    await this.untilBack(service, gone);
    return away;
  }

  /** Waits until a service runs in another process than `gone` and is ready; the launcher notes it after some seconds. */
  async untilBack(service: string, gone: number): Promise<void> {
    await this.until(`${service} is back`, async () => {
      const pid = this.run.services[service]?.pid;
      return pid !== undefined && pid !== gone && (await this.answers(service));
    });
  }

  private async answers(service: string): Promise<boolean> {
    const answer = await fetch(`${this.run.urls[service]}/readyz`, { signal: AbortSignal.timeout(2_000) });
    return answer.ok;
  }

  /** Asks a service on its internal routes, as the operator's command line does. */
  internal<T>(service: string, path: string, body?: object): Promise<T> {
    return askInternally(`${this.run.urls[service]}/internal/${path}`, this.internalSecret, body);
  }

  /** Repeats a check until it is true; an error counts as not yet. */
  async until(what: string, check: () => boolean | Promise<boolean>, timeoutMs = 60_000): Promise<void> {
    const over = (): boolean => typeof this.launcher?.exitCode === 'number';
    await until(check, { what, timeoutMs, over }).catch((error: Error) => {
      // What is wrong comes last, so that it is still there where a long report is cut.
      throw new Error(`${this.output.slice(-3000)}\n${error.message}`, { cause: error });
    });
  }

  /** Ctrl-C of the launcher; answers its exit code. The backing services go on. */
  async stopServices(): Promise<number | null> {
    const { launcher } = this;
    if (!launcher || launcher.exitCode !== null) return launcher?.exitCode ?? null;
    return new Promise((done) => {
      launcher.once('exit', done);
      launcher.kill('SIGINT');
    });
  }

  /** Ctrl-C, then the backing services; answers the launcher's exit code. */
  async stop(): Promise<number | null> {
    const code = await this.stopServices();
    await this.around.stop();
    if (existsSync(this.home)) rmSync(this.home, { recursive: true, force: true });
    return code;
  }
}
