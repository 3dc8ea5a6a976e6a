import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';

import { mongodBinary } from '../artifacts/fetch-mongod';
import { defaultArtifactsDir } from '../artifacts/places';
import { requirePrerequisites } from '../artifacts/prerequisites';
import { becamePrimary, replicaSet } from '../probes/mongod-probe';
import { spawnKept } from '../processes/kept-process';
import { loopback } from '../processes/ports';
import { silently } from '../progress';

import { startService, type EmbeddedOptions, type EmbeddedService } from './embedded-service';

/** A mongod as a replica set of one: transactions and change streams need a set. */
export interface EmbeddedMongodOptions extends EmbeddedOptions {
  /** Size of WiredTiger's cache, GB (default 0.25, the least mongod takes). */
  readonly cacheGb?: number;
  /**
   * Size of the oplog, MiB, with no least age and a checkpoint every second, so that it rolls over within seconds: to
   * see what happens then. mongod keeps to it only from the second start on. Default 1 GiB and three days at least.
   */
  readonly rollingOplogMb?: number;
}

/** A running mongod and its address (replica set and direct connection included). */
export interface EmbeddedMongod extends EmbeddedService {
  readonly uri: string;
}

/** An oplog of 1 GiB and three days of it at least, so that a relay that was away finds its place (pitfalls M10). */
const longOplog = ['--oplogSize', '1024', '--oplogMinRetentionHours', '72'];

const mongodArgs = (port: number, { cacheGb = 0.25, rollingOplogMb }: EmbeddedMongodOptions): string[] => [
  ...['--bind_ip', loopback, '--port', String(port), '--dbpath', 'data', '--nounixsocket', '--quiet'],
  ...['--replSet', replicaSet],
  ...(rollingOplogMb === undefined ? longOplog : ['--oplogSize', String(rollingOplogMb), '--syncdelay', '1']),
  ...['--wiredTigerCacheSizeGB', String(cacheGb), '--setParameter', 'diagnosticDataCollectionEnabled=false'],
];

/** The address of a mongod of ours. */
export const mongodUri = (port: number): string =>
  `mongodb://${loopback}:${port}/?directConnection=true&replicaSet=${replicaSet}`;

/** Starts a real mongod on the loopback interface and makes it primary; see {@link startService} for the errors. */
export const startEmbeddedMongod = async (options: EmbeddedMongodOptions): Promise<EmbeddedMongod> => {
  const { dataDir, artifactsDir = defaultArtifactsDir, onProgress = silently } = options;
  await requirePrerequisites({ services: ['mongod'], artifactsDir });
  const command = await mongodBinary(artifactsDir, onProgress);
  await mkdir(join(dataDir, 'data'), { recursive: true });
  const service = await startService(
    {
      name: 'mongod',
      usualPort: 27017,
      launch: (port) =>
        spawnKept({ command, args: mongodArgs(port, options), cwd: dataDir, logFile: join(dataDir, 'mongod.log') }),
      ready: ({ pid }, port) => becamePrimary(`${loopback}:${port}`, pid),
    },
    options,
  );
  return { ...service, uri: mongodUri(service.port) };
};
