import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { realServices } from '@redress/testing';

import { findServices } from './find-services';

/** A Docker client that keeps a diary and behaves as the files `engine`, `up-fails` and `running` beside it say. */
const dockerClient = `#!/bin/sh
here=$(dirname "$0")
echo "$* [$REDRESS_KAFKA_PORT,$REDRESS_REDIS_PORT]" >> "$here/diary"
case "$1 $4" in
  "info "*) [ -e "$here/engine" ] ;;
  "compose port") [ -e "$here/running" ] && echo "127.0.0.1:$6" ;;
  "compose up") [ ! -e "$here/up-fails" ] || { echo "no space left on device" >&2; exit 1; } ;;
esac
`;

describe('findServices', () => {
  let dataDir: string;
  let bin: string;
  const given = {
    KAFKA_BROKERS: realServices().kafkaBrokers.join(','),
    MONGODB_URI: realServices().mongoUri,
    REDIS_URL: realServices().redisUrl,
  };
  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'redress-find-'));
    bin = join(dataDir, 'bin');
    await mkdir(bin);
    await writeFile(join(bin, 'docker'), dockerClient);
    await chmod(join(bin, 'docker'), 0o755);
  });
  afterEach(() => rm(dataDir, { recursive: true, force: true }));

  const note = (...names: string[]): Promise<unknown> =>
    Promise.all(names.map((name) => writeFile(join(bin, name), '')));
  const diary = (): Promise<string> => readFile(join(bin, 'diary'), 'utf8');
  const withDocker = (env: NodeJS.ProcessEnv): NodeJS.ProcessEnv => ({ ...env, PATH: `${bin}:${process.env['PATH']}` });
  const allButRedis = { KAFKA_BROKERS: given.KAFKA_BROKERS, MONGODB_URI: given.MONGODB_URI };

  it('takes what is given in the environment and starts nothing', async () => {
    const found = await findServices(withDocker(given), { dataDir });
    expect(found).toMatchObject({
      kafkaBrokers: given.KAFKA_BROKERS,
      mongoUri: given.MONGODB_URI,
      redisUrl: given.REDIS_URL,
      origins: { kafka: 'given', mongod: 'given', redis: 'given' },
    });
    await found.stop();
    await expect(diary()).rejects.toThrow('ENOENT');
  });

  it('names every given address that does not answer, without the passwords in it', async () => {
    const wrong = {
      KAFKA_BROKERS: '127.0.0.1:1',
      MONGODB_URI: 'mongodb://me:secret@127.0.0.1:1',
      REDIS_URL: 'redis://127.0.0.1:1',
    };
    const finding = findServices(wrong, { dataDir });
    await expect(finding).rejects.toThrow(/KAFKA_BROKERS does not answer[^]*MONGODB_URI does[^]*REDIS_URL does/);
    await expect(finding).rejects.not.toThrow('secret');
  });

  it('starts what is missing as an embedded service when no Docker engine runs', async () => {
    const found = await findServices(withDocker(allButRedis), { dataDir });
    expect(found.origins).toEqual({ kafka: 'given', mongod: 'given', redis: 'embedded' });
    await found.stop();
    expect(await diary()).toContain('info');
    expect(await diary()).not.toContain('compose');
  });

  it('starts what is missing with Docker Compose when an engine runs, waits for it, and stops it at the end', async () => {
    await note('engine');
    const found = await findServices(withDocker(allButRedis), { dataDir, composeFile: '/c.yml' });
    expect(found.origins.redis).toBe('docker');
    const port = Number(new URL(found.redisUrl).port);
    expect(await diary()).toContain(`compose --file /c.yml up --detach --wait redis [,${port}]`);
    await found.stop();
    expect(await diary()).toContain('compose --file /c.yml stop redis');
  });

  it('uses containers that run already and leaves them running', async () => {
    await note('engine', 'running');
    const found = await findServices(withDocker({}), { dataDir });
    expect([found.kafkaBrokers, found.redisUrl]).toEqual(['127.0.0.1:9092', 'redis://127.0.0.1:6379']);
    await found.stop();
    expect(await diary()).not.toMatch(/\b(up|stop)\b/);
  });

  it('says what Docker Compose said when it fails, and how to do without', async () => {
    await note('engine', 'up-fails');
    const finding = findServices(withDocker(allButRedis), { dataDir });
    await expect(finding).rejects.toThrow(/REDRESS_BACKING=embedded[^]*no space left on device/);
    expect(await diary()).toContain('stop redis');
  });

  it('stays with the way that holds the data of an earlier start, unless told otherwise', async () => {
    await (await findServices(withDocker(allButRedis), { dataDir })).stop();
    await note('engine');
    const again = await findServices(withDocker(allButRedis), { dataDir });
    expect(again.origins.redis).toBe('embedded');
    await again.stop();
    const told = await findServices(withDocker({ ...allButRedis, REDRESS_BACKING: 'docker' }), { dataDir });
    expect(told.origins.redis).toBe('docker');
    await told.stop();
  });

  it('refuses a way it does not know', async () => {
    const finding = findServices(withDocker({ ...allButRedis, REDRESS_BACKING: 'podman' }), { dataDir });
    await expect(finding).rejects.toThrow('REDRESS_BACKING is "podman"');
  });
});
