import { mkdir, rename, writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { parseArgs } from 'node:util';

import { defaultArtifactsDir, repositoryRoot } from './artifacts/places';
import { startEmbedded } from './embedded/embedded-set';

/**
 * Runs the embedded services alone, for work on the code: `node libs/backing-services/dist/dev.js
 * [--data <folder>] [--env <file>] [--heap <MiB>] [--cache <GB>]`. Writes a file to source and stays until it is stopped.
 */
const main = async (): Promise<void> => {
  const { values } = parseArgs({
    options: {
      data: { type: 'string', default: resolve(repositoryRoot, '.redress/dev') },
      env: { type: 'string' },
      heap: { type: 'string', default: '512' },
      cache: { type: 'string', default: '1' },
    },
  });
  const set = await startEmbedded({
    dataDir: resolve(values.data),
    artifactsDir: defaultArtifactsDir,
    kafkaHeapMb: Number(values.heap),
    mongoCacheGb: Number(values.cache),
    redisMaxMemoryMb: 1024,
    onProgress: (service, text) => process.stderr.write(`${service}: ${text}\n`),
  });
  const lines = `export KAFKA_BROKERS='${set.kafkaBrokers}'\nexport MONGODB_URI='${set.mongoUri}'\nexport REDIS_URL='${set.redisUrl}'\n`;
  const file = resolve(values.env ?? resolve(values.data, 'services.env'));
  await mkdir(dirname(file), { recursive: true });
  await writeFile(`${file}.new`, lines);
  await rename(`${file}.new`, file);
  process.stdout.write(`${lines}# source ${file}\n`);
  const stop = (): void => void set.stop().then(() => process.exit(0));
  process.once('SIGINT', stop).once('SIGTERM', stop);
};

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
