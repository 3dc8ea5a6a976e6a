import { join } from 'node:path';

import { defaultArtifactsDir } from '../artifacts/places';
import { requirePrerequisites } from '../artifacts/prerequisites';
import { keepLogsBounded } from '../processes/bounded-log';
import { keepRunning, type KeepRunningEvents, type KeptRunning } from '../processes/keep-running';
import type { OnProgress, ServiceName } from '../progress';

import type { EmbeddedOptions, EmbeddedService } from './embedded-service';
import { startEmbeddedKafka } from './kafka';
import { startEmbeddedMongod } from './mongod';
import { startEmbeddedRedis } from './redis';

/** What the embedded services are started with; memory bounds have small defaults (see each service). */
export interface EmbeddedSetOptions {
  /** Data and logs, a folder per service. */
  readonly dataDir: string;
  /** Which ones (default all). */
  readonly services?: readonly ServiceName[];
  readonly artifactsDir?: string;
  readonly kafkaHeapMb?: number;
  readonly mongoCacheGb?: number;
  readonly redisMaxMemoryMb?: number;
  readonly onProgress?: OnProgress;
  /** When given, a service that crashes is started again on its port, and this is told. */
  readonly keepRunning?: KeepRunningEvents<EmbeddedService>;
}

/** The running services and the addresses of those that were asked for. */
export interface EmbeddedSet {
  readonly kafkaBrokers?: string;
  readonly mongoUri?: string;
  readonly redisUrl?: string;
  /** As they run now; one that is kept running has another process after a crash. */
  processes(): readonly EmbeddedService[];
  /** Shuts all of them down in order. */
  stop(): Promise<void>;
}

interface Started {
  readonly service: EmbeddedService;
  readonly addresses: Pick<EmbeddedSet, 'kafkaBrokers' | 'mongoUri' | 'redisUrl'>;
}

type Starter = (options: EmbeddedSetOptions, common: EmbeddedOptions) => Promise<Started>;

const starters: Readonly<Record<ServiceName, Starter>> = {
  kafka: async ({ kafkaHeapMb }, common) => {
    const service = await startEmbeddedKafka({ ...common, heapMb: kafkaHeapMb });
    return { service, addresses: { kafkaBrokers: service.brokers } };
  },
  mongod: async ({ mongoCacheGb }, common) => {
    const service = await startEmbeddedMongod({ ...common, cacheGb: mongoCacheGb });
    return { service, addresses: { mongoUri: service.uri } };
  },
  redis: async ({ redisMaxMemoryMb }, common) => {
    const service = await startEmbeddedRedis({ ...common, maxMemoryMb: redisMaxMemoryMb });
    return { service, addresses: { redisUrl: service.url } };
  },
};

const startOne = async (name: ServiceName, options: EmbeddedSetOptions, port?: number): Promise<Started> => {
  const { dataDir, artifactsDir, onProgress } = options;
  return starters[name](options, { dataDir: join(dataDir, name), port, artifactsDir, onProgress });
};

/** All of them, or none and the reason. */
const startAll = async (names: readonly ServiceName[], options: EmbeddedSetOptions): Promise<Started[]> => {
  const attempts = await Promise.allSettled(names.map((name) => startOne(name, options)));
  const started = attempts.flatMap((attempt) => (attempt.status === 'fulfilled' ? [attempt.value] : []));
  const failed = attempts.find((attempt) => attempt.status === 'rejected');
  if (!failed) return started;
  await Promise.allSettled(started.map(({ service }) => service.stop()));
  throw failed.reason;
};

/** A service as it is, restarted or not. */
const kept = ({ service }: Started, options: EmbeddedSetOptions): KeptRunning<EmbeddedService> => {
  if (!options.keepRunning) return { current: () => service, stop: () => service.stop() };
  const again = async ({ port }: EmbeddedService): Promise<EmbeddedService> =>
    (await startOne(service.name, options, port)).service;
  return keepRunning(service, again, options.keepRunning);
};

/**
 * Starts the real services as child processes of this one, at once and on the loopback interface only; they end with
 * this process, however it ends.
 * @throws MissingPrerequisites before anything is started; DirectoryInUse when a set runs in the directory already.
 *   When one service fails, the others are stopped.
 */
export const startEmbedded = async (options: EmbeddedSetOptions): Promise<EmbeddedSet> => {
  const { services = ['mongod', 'redis', 'kafka'], artifactsDir = defaultArtifactsDir } = options;
  await requirePrerequisites({ services, artifactsDir });
  const started = await startAll(services, options);
  const running = started.map((each) => kept(each, options));
  const processes = (): EmbeddedService[] => running.map((each) => each.current());
  const logs = keepLogsBounded(() => processes().map(({ logFile }) => logFile));
  return {
    ...started.reduce<Started['addresses']>((all, { addresses }) => ({ ...all, ...addresses }), {}),
    processes,
    stop: async () => {
      logs.stop();
      await Promise.allSettled(running.map((each) => each.stop()));
    },
  };
};
