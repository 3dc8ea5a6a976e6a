import { repositoryRoot, spawnKept, type KeptProcess } from '@redress/backing-services';
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { until } from '../load/until';
import type { CaseContext } from '../measure/bench-case';
import { Http } from '../load/http';
import { dropDatabases } from './drop-databases';

/** What the launcher writes about itself, as far as it is needed here. */
export interface RunFile {
  readonly ready: boolean;
  readonly urls: Readonly<Record<string, string>>;
  readonly services: Readonly<Record<string, { readonly pid: number }>>;
}

const program = join(repositoryRoot, 'apps/cli/dist/main.js');

/** Limits that are there for visitors and would measure themselves here. */
const withoutLimits = {
  REDRESS_PUBLIC_COMPLAINTS_PER_MINUTE: '10000000',
  REDRESS_REGISTRATIONS_PER_SECOND: '1000000',
};

/** The whole product as `npm start` runs it: the launcher and seven service processes. */
export class Stack {
  readonly dbPrefix: string;

  private constructor(
    readonly home: string,
    private readonly launcher: KeptProcess,
    dbPrefix: string,
    private run: RunFile,
    private readonly end: () => Promise<void>,
  ) {
    this.dbPrefix = dbPrefix;
  }

  /** On the run's backing services, with databases and topics of its own. */
  static async start(context: CaseContext): Promise<Stack> {
    const { backing } = context;
    const [mongoUri, brokers, redisUrl] = await Promise.all([
      backing.mongoUri(),
      backing.kafkaBrokers(),
      backing.redisUrl(),
    ]);
    const env = { MONGODB_URI: mongoUri, KAFKA_BROKERS: brokers.join(','), REDIS_URL: redisUrl };
    const name = `bench_${randomBytes(4).toString('hex')}`;
    return Stack.launch(context, name, env, () => dropDatabases(mongoUri, name));
  }

  /** On backing services that the launcher starts by itself. */
  static startAlone(context: CaseContext, onHome: (home: string) => void): Promise<Stack> {
    const env = { MONGODB_URI: '', KAFKA_BROKERS: '', REDIS_URL: '', REDRESS_BACKING: 'embedded' };
    const name = `bench_${randomBytes(4).toString('hex')}`;
    onHome(homeOf(context, name));
    return Stack.launch(context, name, env, () => Promise.resolve());
  }

  private static async launch(
    context: CaseContext,
    name: string,
    env: NodeJS.ProcessEnv,
    afterwards: () => Promise<void>,
  ): Promise<Stack> {
    const { folder, cleanup } = context;
    const home = homeOf(context, name);
    const launcher = await spawnKept({
      command: process.execPath,
      args: [program, 'start', '--home', home],
      env: {
        ...process.env,
        ...withoutLimits,
        ...env,
        REDRESS_DB_PREFIX: name,
        REDRESS_TOPIC_PREFIX: topicPrefixOf(name),
        LANG: 'en_US.UTF-8',
      },
      logFile: join(folder, `${name}.log`),
      graceMs: 90_000,
    });
    const end = cleanup.add(() => launcher.stop().then(afterwards));
    const output = (): Promise<string> => readFile(launcher.logFile, 'utf8');
    await until(
      'the stack is ready',
      async () => {
        if (!launcher.running()) throw new Error(`the launcher ended:\n${(await output()).slice(-2000)}`);
        return (await output()).includes('Redress runs at');
      },
      { withinMs: 300_000 },
    );
    return new Stack(home, launcher, name, await readRun(home), end);
  }

  /** Where a service listens. @throws when there is no such service */
  url(service: string): string {
    const url = this.run.urls[service];
    if (url === undefined) throw new Error(`${service} does not run`);
    return url;
  }

  get topicPrefix(): string {
    return topicPrefixOf(this.dbPrefix);
  }

  get pids(): Readonly<Record<string, number>> {
    return Object.fromEntries(Object.entries(this.run.services).map(([name, { pid }]) => [name, pid]));
  }

  /** Lets all services but these stand still, so that they take no share of the machine. */
  pauseAllBut(...working: readonly string[]): void {
    for (const [name, pid] of Object.entries(this.pids)) if (!working.includes(name)) process.kill(pid, 'SIGSTOP');
  }

  /** Signs in with an account of the first start, its password read off the terminal as a person would. */
  async signIn(username: string): Promise<string> {
    const said = await readFile(this.launcher.logFile, 'utf8');
    const password = new RegExp(`^\\s+${username}\\s+(\\S+)`, 'm').exec(said)?.[1];
    if (password === undefined) throw new Error(`the launcher printed no account ${username}`);
    const http = new Http(1);
    const { body } = await http.post(`${this.url('gateway')}/api/v1/auth/sign-in`, { username, password });
    http.close();
    return (JSON.parse(body) as { accessToken: string }).accessToken;
  }

  async internalSecret(): Promise<string> {
    return (await readFile(join(this.home, 'secrets/internal-secret'), 'utf8')).trim();
  }

  /** Ends everything in order. */
  async stop(): Promise<void> {
    for (const pid of Object.values(this.pids)) {
      try {
        process.kill(pid, 'SIGCONT');
      } catch {
        // It ended by itself; the launcher knows.
      }
    }
    await this.end();
  }
}

const topicPrefixOf = (name: string): string => `${name.replaceAll('_', '-')}-`;

const homeOf = ({ folder }: CaseContext, name: string): string => join(folder, name);

/** @throws while there is none */
export const readRun = async (home: string): Promise<RunFile> =>
  JSON.parse(await readFile(join(home, 'run.json'), 'utf8')) as RunFile;
