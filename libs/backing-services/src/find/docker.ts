import { resolve } from 'node:path';

import { repositoryRoot } from '../artifacts/places';
import { spawnKept, type KeptProcess } from '../processes/kept-process';
import { freePort } from '../processes/ports';
import { runCommand } from '../processes/run-command';
import type { OnProgress, ServiceName } from '../progress';

/** The ports and the names in docker-compose.yml. */
const composeServices: Readonly<
  Record<ServiceName, { readonly name: string; readonly port: number; readonly variable: string }>
> = {
  kafka: { name: 'kafka', port: 9092, variable: 'REDRESS_KAFKA_PORT' },
  mongod: { name: 'mongo', port: 27017, variable: 'REDRESS_MONGO_PORT' },
  redis: { name: 'redis', port: 6379, variable: 'REDRESS_REDIS_PORT' },
};

/** Images are pulled at the first start. */
const upTimeoutMs = 15 * 60_000;

/** How Docker is spoken to. */
export interface DockerOptions {
  readonly env: NodeJS.ProcessEnv;
  readonly composeFile?: string;
  /** Where the log of the stopper goes. */
  readonly dataDir: string;
  readonly onProgress: OnProgress;
}

/** Services run by Docker: their ports on the loopback interface. */
export interface DockerServices {
  readonly ports: Readonly<Partial<Record<ServiceName, number>>>;
  /** Stops those that this call started; containers that ran before go on. */
  stop(): Promise<void>;
}

const compose = (options: DockerOptions): string[] => [
  'compose',
  '--file',
  options.composeFile ?? resolve(repositoryRoot, 'docker-compose.yml'),
];

/** Whether a Docker engine runs here; a client alone is not enough. */
export const dockerEngineRuns = async (env: NodeJS.ProcessEnv): Promise<boolean> =>
  (await runCommand('docker', ['info', '--format', '{{.ServerVersion}}'], { env, timeoutMs: 20_000 })).ok;

/** Whether the client has the compose plugin. */
export const composePluginThere = async (env: NodeJS.ProcessEnv): Promise<boolean> =>
  (await runCommand('docker', ['compose', 'version'], { env, timeoutMs: 20_000 })).ok;

const publishedPort = async (name: ServiceName, options: DockerOptions): Promise<number | undefined> => {
  const { name: service, port } = composeServices[name];
  const { ok, output } = await runCommand('docker', [...compose(options), 'port', service, String(port)], options);
  const published = Number(/:(\d+)\s*$/.exec(output)?.[1]);
  return ok && published > 0 ? published : undefined;
};

/** Stops containers when this process is killed: its watcher sends SIGTERM, and only then does it do something. */
const stopperFor = (names: readonly string[], options: DockerOptions): Promise<KeptProcess> => {
  const script = 'trap \'docker "$@" </dev/null; exit 0\' TERM; while :; do sleep 3600 & wait $!; done';
  return spawnKept({
    command: '/bin/sh',
    args: ['-c', script, 'redress-compose-stop', ...compose(options), 'stop', ...names],
    env: options.env,
    logFile: resolve(options.dataDir, 'docker-compose-stop.log'),
    graceMs: 60_000,
  });
};

const up = async (
  names: readonly ServiceName[],
  ports: Readonly<Partial<Record<ServiceName, number>>>,
  options: DockerOptions,
): Promise<void> => {
  const variables = Object.fromEntries(names.map((name) => [composeServices[name].variable, String(ports[name])]));
  const args = [...compose(options), 'up', '--detach', '--wait', ...names.map((name) => composeServices[name].name)];
  const { ok, output } = await runCommand('docker', args, {
    env: { ...options.env, ...variables },
    timeoutMs: upTimeoutMs,
    onLine: (line) => options.onProgress(names[0] ?? 'kafka', line.trim().slice(0, 100)),
  });
  if (ok) return;
  const end = output.split('\n').slice(-15).join('\n');
  throw new Error(
    `\`docker compose up\` failed. To run without Docker, set REDRESS_BACKING=embedded. Its last words:\n${end}`,
  );
};

/**
 * Brings services up with Docker Compose, on their usual ports or free ones; running containers are used as they are.
 * @throws when Compose fails, with the end of its output.
 */
export const startWithDocker = async (
  names: readonly ServiceName[],
  options: DockerOptions,
): Promise<DockerServices> => {
  const running = await Promise.all(names.map((name) => publishedPort(name, options)));
  const absent = names.filter((_, index) => running[index] === undefined);
  const ports: Partial<Record<ServiceName, number>> = {};
  for (const [index, name] of names.entries()) {
    ports[name] = running[index] ?? (await freePort(composeServices[name].port));
  }
  if (absent.length === 0) return { ports, stop: () => Promise.resolve() };
  const containers = absent.map((name) => composeServices[name].name);
  const stopper = await stopperFor(containers, options);
  const stop = async (): Promise<void> => {
    await runCommand('docker', [...compose(options), 'stop', ...containers], { env: options.env, timeoutMs: 90_000 });
    stopper.signal('SIGKILL');
    await stopper.ended;
  };
  try {
    await up(absent, ports, options);
  } catch (error) {
    await stop();
    throw error;
  }
  return { ports, stop };
};
