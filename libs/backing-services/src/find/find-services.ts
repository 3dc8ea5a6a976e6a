import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { exists } from '../artifacts/artifact-cache';
import type { EmbeddedService } from '../embedded/embedded-service';
import { startEmbedded, type EmbeddedSetOptions } from '../embedded/embedded-set';
import { mongodUri } from '../embedded/mongod';
import { kafkaFault } from '../probes/kafka-probe';
import { mongoFault } from '../probes/mongod-probe';
import { redisFault } from '../probes/redis-probe';
import { loopback } from '../processes/ports';
import { serviceNames, silently, type OnProgress, type ServiceName } from '../progress';

import { composePluginThere, dockerEngineRuns, startWithDocker } from './docker';

/** Where a service came from. */
export type Origin = 'given' | 'docker' | 'embedded';

/** Addresses of all three, in the form of the environment variables of the same meaning. */
export interface ServiceAddresses {
  readonly kafkaBrokers: string;
  readonly mongoUri: string;
  readonly redisUrl: string;
}

/** The backing services that were found or started. */
export interface FoundServices extends ServiceAddresses {
  readonly origins: Readonly<Record<ServiceName, Origin>>;
  /** The embedded ones, as they run now. */
  processes(): readonly EmbeddedService[];
  /** Stops what was started here; what was given or ran before goes on. */
  stop(): Promise<void>;
}

/** What services are started with when none is given; see {@link startEmbedded}. */
export type FindOptions = Omit<EmbeddedSetOptions, 'services'> & { readonly composeFile?: string };

const variables: Readonly<Record<ServiceName, string>> = {
  kafka: 'KAFKA_BROKERS',
  mongod: 'MONGODB_URI',
  redis: 'REDIS_URL',
};

type Addresses = Partial<Record<ServiceName, string>>;

/** Some services, by whom, and how to stop them. */
interface Part {
  readonly origin: Origin;
  readonly addresses: Addresses;
  processes(): readonly EmbeddedService[];
  stop(): Promise<void>;
}

const faultOf: Readonly<Record<ServiceName, (address: string) => Promise<string | undefined>>> = {
  kafka: (address) => kafkaFault(address.split(',')),
  mongod: mongoFault,
  redis: redisFault,
};

/** @throws naming every given address that does not fit; an address may hold a password and is not repeated. */
const given = async (env: NodeJS.ProcessEnv, onProgress: OnProgress): Promise<Part> => {
  const addresses: Addresses = {};
  for (const name of serviceNames) {
    const address = env[variables[name]];
    if (address) addresses[name] = address;
  }
  const faults = await Promise.all(
    Object.entries(addresses).map(async ([name, address]) => {
      const fault = await faultOf[name as ServiceName](address);
      onProgress(name as ServiceName, fault ?? `given in ${variables[name as ServiceName]}`);
      return fault && `the service at ${variables[name as ServiceName]} ${fault}`;
    }),
  );
  const wrong = faults.filter((fault) => fault !== undefined);
  if (wrong.length > 0) throw new Error(wrong.join('\n'));
  return { origin: 'given', addresses, processes: () => [], stop: () => Promise.resolve() };
};

const byDocker = async (names: readonly ServiceName[], env: NodeJS.ProcessEnv, options: FindOptions): Promise<Part> => {
  const { dataDir, composeFile, onProgress = silently } = options;
  const started = await startWithDocker(names, { env, dataDir, composeFile, onProgress });
  const address: Readonly<Record<ServiceName, (port: number) => string>> = {
    kafka: (port) => `${loopback}:${port}`,
    mongod: mongodUri,
    redis: (port) => `redis://${loopback}:${port}`,
  };
  const addresses: Addresses = {};
  for (const name of names) {
    const port = started.ports[name];
    if (port !== undefined) addresses[name] = address[name](port);
  }
  return { origin: 'docker', addresses, processes: () => [], stop: () => started.stop() };
};

const embedded = async (names: readonly ServiceName[], options: FindOptions): Promise<Part> => {
  const set = await startEmbedded({ ...options, services: names });
  const addresses = { kafka: set.kafkaBrokers, mongod: set.mongoUri, redis: set.redisUrl };
  return { origin: 'embedded', addresses, processes: () => set.processes(), stop: () => set.stop() };
};

const rememberedIn = (dataDir: string): string => join(dataDir, 'backing');

/**
 * Docker or embedded for what is not given. The data of an earlier start lies with one of them, so that one is used
 * again even when a Docker engine has come or gone since; REDRESS_BACKING says otherwise.
 */
const chooseWay = async (env: NodeJS.ProcessEnv, dataDir: string): Promise<Origin> => {
  const file = rememberedIn(dataDir);
  const wish = env['REDRESS_BACKING'] || ((await exists(file)) ? (await readFile(file, 'utf8')).trim() : '');
  if (wish === 'docker' || wish === 'embedded') return wish;
  if (wish) throw new Error(`REDRESS_BACKING is "${wish}"; it can be docker or embedded`);
  return (await dockerEngineRuns(env)) && (await composePluginThere(env)) ? 'docker' : 'embedded';
};

const start = async (names: readonly ServiceName[], env: NodeJS.ProcessEnv, options: FindOptions): Promise<Part> => {
  const way = await chooseWay(env, options.dataDir);
  const part = await (way === 'docker' ? byDocker(names, env, options) : embedded(names, options));
  await mkdir(options.dataDir, { recursive: true });
  await writeFile(rememberedIn(options.dataDir), `${way}\n`);
  return part;
};

const needed = (name: ServiceName, parts: readonly Part[]): string => {
  const address = parts.map(({ addresses }) => addresses[name]).find((each) => each !== undefined);
  if (address === undefined) throw new Error(`no address for ${name}`);
  return address;
};

/**
 * Finds each backing service: at its address in the environment; else with a running Docker engine; else embedded.
 * @throws when a given one does not answer or does not fit, and with the reasons of {@link startEmbedded}.
 */
export const findServices = async (env: NodeJS.ProcessEnv, options: FindOptions): Promise<FoundServices> => {
  const first = await given(env, options.onProgress ?? silently);
  const missing = serviceNames.filter((name) => first.addresses[name] === undefined);
  const parts = missing.length > 0 ? [first, await start(missing, env, options)] : [first];
  const originOf = (name: ServiceName): Origin =>
    parts.find(({ addresses }) => addresses[name] !== undefined)?.origin ?? 'given';
  return {
    kafkaBrokers: needed('kafka', parts),
    mongoUri: needed('mongod', parts),
    redisUrl: needed('redis', parts),
    origins: { kafka: originOf('kafka'), mongod: originOf('mongod'), redis: originOf('redis') },
    processes: () => parts.flatMap((part) => part.processes()),
    stop: async () => {
      await Promise.all(parts.map((part) => part.stop()));
    },
  };
};
