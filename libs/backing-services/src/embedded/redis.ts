import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';

import { redisBinary } from '../artifacts/fetch-jars';
import { defaultArtifactsDir } from '../artifacts/places';
import { requirePrerequisites } from '../artifacts/prerequisites';
import { redisProcessId } from '../probes/redis-probe';
import { spawnKept } from '../processes/kept-process';
import { loopback } from '../processes/ports';
import { silently } from '../progress';

import { startService, type EmbeddedOptions, type EmbeddedService } from './embedded-service';

/** A Redis for timers: the store of due times refills it, so one second of lost appends is bearable (pitfalls B7). */
export interface EmbeddedRedisOptions extends EmbeddedOptions {
  /** Upper bound of its data, MiB (default 256); more is refused, nothing is evicted. */
  readonly maxMemoryMb?: number;
}

/** A running Redis and its address. */
export interface EmbeddedRedis extends EmbeddedService {
  readonly url: string;
}

/** The settings of decisions.md 21 and pitfalls B7, B9. */
const redisArgs = (port: number, maxMemoryMb: number): string[] => [
  ...['--bind', loopback, '--port', String(port), '--dir', 'data', '--daemonize', 'no'],
  ...['--save', '', '--appendonly', 'yes', '--appendfsync', 'everysec', '--hz', '100'],
  ...['--maxmemory', `${maxMemoryMb}mb`, '--maxmemory-policy', 'noeviction'],
];

/** Starts a real Redis on the loopback interface; see {@link startService} for the errors. */
export const startEmbeddedRedis = async (options: EmbeddedRedisOptions): Promise<EmbeddedRedis> => {
  const { dataDir, artifactsDir = defaultArtifactsDir, onProgress = silently, maxMemoryMb = 256 } = options;
  await requirePrerequisites({ services: ['redis'], artifactsDir });
  const command = await redisBinary(artifactsDir, onProgress);
  await mkdir(join(dataDir, 'data'), { recursive: true });
  const service = await startService(
    {
      name: 'redis',
      usualPort: 6379,
      launch: (port) =>
        spawnKept({ command, args: redisArgs(port, maxMemoryMb), cwd: dataDir, logFile: join(dataDir, 'redis.log') }),
      ready: async ({ pid }, port) => (await redisProcessId(`redis://${loopback}:${port}`)) === pid,
    },
    options,
  );
  return { ...service, url: `redis://${loopback}:${service.port}` };
};
