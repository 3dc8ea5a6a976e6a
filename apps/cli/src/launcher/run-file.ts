import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';

import {
  identityOf,
  stillRuns,
  type Origin,
  type ProcessIdentity,
  type ServiceAddresses,
} from '@redress/backing-services';

import type { Home } from './home';
import type { DeploymentFacts, ServiceName, ServiceUrls } from './services';

/** What is written about a running deployment, for the other commands and for the next start. */
export interface RunFile {
  readonly launcher: ProcessIdentity;
  /** False while the services are starting. */
  readonly ready: boolean;
  readonly urls: ServiceUrls;
  readonly addresses: ServiceAddresses;
  readonly origins: Readonly<Record<string, Origin>>;
  readonly siteId: string;
  readonly topicPrefix: string;
  readonly dbPrefix: string;
  readonly smtpUrl: string;
  /** Present when the local mailbox gets the mail. */
  readonly mailDir?: string;
  /** The setting of the clock, when it is not the real one. */
  readonly clock?: string;
  readonly services: Readonly<Partial<Record<ServiceName, ProcessIdentity>>>;
}

/** Writes it in one step, readable by its owner only (addresses may hold passwords). */
export const writeRunFile = async (home: Home, run: RunFile): Promise<void> => {
  const draft = `${home.runFile}.new`;
  await writeFile(draft, `${JSON.stringify(run, undefined, 2)}\n`, { mode: 0o600 });
  await rename(draft, home.runFile);
};

/** Says that nothing runs any more. */
export const removeRunFile = (home: Home): Promise<void> => rm(home.runFile, { force: true });

const read = async (home: Home): Promise<RunFile | undefined> => {
  try {
    return JSON.parse(await readFile(home.runFile, 'utf8')) as RunFile;
  } catch {
    return undefined; // nothing runs, or a torn file after a power cut
  }
};

/**
 * The deployment that runs in a home.
 * @throws when none runs, with what to do.
 */
export const runningDeployment = async (home: Home): Promise<RunFile> => {
  const run = await read(home);
  if (run?.ready && (await stillRuns(run.launcher))) return run;
  throw new Error(`nothing runs in ${home.dir}; start it with \`npm start\` first`);
};

/** Services whose launcher was killed end by themselves within seconds: waits for them, then insists. */
export const endLeftovers = async (home: Home): Promise<void> => {
  const run = await read(home);
  for (const identity of Object.values(run?.services ?? {})) {
    for (let waited = 0; await stillRuns(identity); waited += 100) {
      if (waited >= 10_000) process.kill(identity.pid, 'SIGKILL');
      if (waited >= 15_000) throw new Error(`process ${identity.pid} of an earlier start cannot be ended`);
      await sleep(100);
    }
  }
};

/** What a run file is made of. */
export interface RunParts {
  readonly ready: boolean;
  readonly facts: DeploymentFacts;
  readonly origins: Readonly<Record<string, Origin>>;
  readonly processes: readonly { readonly name: ServiceName; readonly pid: number }[];
  readonly mailbox?: { readonly dir: string };
}

/** Describes a deployment of this process. */
export const describeRun = async ({ ready, facts, origins, processes, mailbox }: RunParts): Promise<RunFile> => {
  const { addresses, urls, smtpUrl, env } = facts;
  const launcher = await identityOf(process.pid);
  if (!launcher) throw new Error('the identity of this process cannot be read');
  const entries = await Promise.all(processes.map(async ({ name, pid }) => [name, await identityOf(pid)] as const));
  const { kafkaBrokers, mongoUri, redisUrl } = addresses;
  return {
    launcher,
    ready,
    urls,
    addresses: { kafkaBrokers, mongoUri, redisUrl },
    origins,
    siteId: env['REDRESS_SITE_ID'] || 'main',
    topicPrefix: env['REDRESS_TOPIC_PREFIX'] ?? '',
    dbPrefix: env['REDRESS_DB_PREFIX'] || 'redress',
    smtpUrl,
    ...(mailbox && { mailDir: mailbox.dir }),
    ...(env['REDRESS_CLOCK'] && { clock: env['REDRESS_CLOCK'] }),
    services: Object.fromEntries(entries.filter(([, identity]) => identity !== undefined)),
  };
};
