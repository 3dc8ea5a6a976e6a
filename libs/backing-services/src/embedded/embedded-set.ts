import { join } from 'node:path';

import { defaultArtifactsDir } from '../artifacts/places';
import { requirePrerequisites } from '../artifacts/prerequisites';
import { keepLogsBounded } from '../processes/bounded-log';
import { silently, type OnProgress, type ServiceName } from '../progress';

import type { EmbeddedService } from './embedded-service';
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
}

/** The running services and the addresses of those that were asked for. */
export interface EmbeddedSet {
  readonly kafkaBrokers?: string;
  readonly mongoUri?: string;
  readonly redisUrl?: string;
  readonly processes: readonly EmbeddedService[];
  /** Shuts all of them down in order. */
  stop(): Promise<void>;
}

interface Started {
  readonly service: EmbeddedService;
  readonly addresses: Pick<EmbeddedSet, 'kafkaBrokers' | 'mongoUri' | 'redisUrl'>;
}

const starters: Readonly<Record<ServiceName, (options: EmbeddedSetOptions, common: Common) => Promise<Started>>> = {
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

interface Common {
  readonly dataDir: string;
  readonly artifactsDir: string;
  readonly onProgress: OnProgress;
}

const stopAll = async (services: readonly EmbeddedService[]): Promise<void> => {
  await Promise.allSettled(services.map((service) => service.stop()));
};

/**
 * Starts the real services as child processes of this one, at once and on the loopback interface only; they end with
 * this process, however it ends.
 * @throws MissingPrerequisites before anything is started; DirectoryInUse when a set runs in the directory already.
 *   When one service fails, the others are stopped.
 */
export const startEmbedded = async (options: EmbeddedSetOptions): Promise<EmbeddedSet> => {
  const { dataDir, services = ['mongod', 'redis', 'kafka'], artifactsDir = defaultArtifactsDir } = options;
  const { onProgress = silently } = options;
  await requirePrerequisites({ services, artifactsDir });
  const attempts = await Promise.allSettled(
    services.map((name) => starters[name](options, { dataDir: join(dataDir, name), artifactsDir, onProgress })),
  );
  const started = attempts.flatMap((attempt) => (attempt.status === 'fulfilled' ? [attempt.value] : []));
  const processes = started.map(({ service }) => service);
  const failed = attempts.find((attempt) => attempt.status === 'rejected');
  if (failed) {
    await stopAll(processes);
    throw failed.reason;
  }
  const logs = keepLogsBounded(() => processes.map(({ logFile }) => logFile));
  return {
    ...started.reduce<Started['addresses']>((all, { addresses }) => ({ ...all, ...addresses }), {}),
    processes,
    stop: async () => {
      logs.stop();
      await stopAll(processes);
    },
  };
};
