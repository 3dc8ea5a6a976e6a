import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { DirectoryInUse } from '../processes/directory-lock';
import { freePort, loopback } from '../processes/ports';

import { kafkaMemory, mongoMemory, redisMemory, type Memory } from './embedded.fixture';
import type { EmbeddedOptions, EmbeddedService } from './embedded-service';
import { startEmbeddedKafka } from './kafka';
import { startEmbeddedMongod } from './mongod';
import { startEmbeddedRedis } from './redis';

type Start = (options: EmbeddedOptions) => Promise<EmbeddedService & { readonly memory: Memory }>;

const kinds: readonly (readonly [string, Start])[] = [
  [
    'redis',
    async (options) => startEmbeddedRedis(options).then((redis) => ({ ...redis, memory: redisMemory(redis.url) })),
  ],
  [
    'mongod',
    async (options) => startEmbeddedMongod(options).then((mongod) => ({ ...mongod, memory: mongoMemory(mongod.uri) })),
  ],
  [
    'kafka',
    async (options) => startEmbeddedKafka(options).then((kafka) => ({ ...kafka, memory: kafkaMemory(kafka.brokers) })),
  ],
];

describe.each(kinds)('an embedded %s', (name, start) => {
  let dataDir: string;
  let service: Awaited<ReturnType<Start>>;
  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), `redress-${name}-`));
    service = await start({ dataDir });
    await service.memory.write('before');
  }, 300_000); // the first one ever downloads it

  afterAll(async () => {
    await service.stop();
    await rm(dataDir, { recursive: true, force: true });
  });

  it('is told apart from the process of the same port that another start runs', async () => {
    await expect(start({ dataDir })).rejects.toThrow(DirectoryInUse);
    await expect(start({ dataDir: `${dataDir}-other`, port: service.port })).rejects.toThrow('is taken');
    await rm(`${dataDir}-other`, { recursive: true, force: true });
  });

  it('keeps its data when it is killed, and comes back on its port', async () => {
    const { port, pid } = service;
    await service.kill();
    expect(service.running()).toBe(false);
    service = await start({ dataDir, port });
    expect(service.pid).not.toBe(pid);
    expect(service.port).toBe(port);
    expect(await service.memory.read()).toEqual(['before']);
  });

  it('goes on after having been suspended', async () => {
    service.signal('SIGSTOP');
    const written = service.memory.write('while suspended');
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    service.signal('SIGCONT');
    await written;
    expect(await service.memory.read()).toEqual(['before', 'while suspended']);
  });

  it('moves to another port when somebody took its own, and takes its data with it', async () => {
    const { port } = service;
    await service.stop();
    const squatter = await occupy(port);
    service = await start({ dataDir });
    expect(service.port).not.toBe(port);
    expect(await service.memory.read()).toEqual(['before', 'while suspended']);
    await new Promise((resolve) => squatter.close(resolve));
  });
});

const occupy = (port: number): Promise<Server> =>
  new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.destroy()).once('error', reject);
    server.listen(port, loopback, () => resolve(server));
  });

describe('two embedded services of a kind at once', () => {
  it('get ports of their own', async () => {
    const folders = await Promise.all([1, 2, 3].map(() => mkdtemp(join(tmpdir(), 'redress-redis-'))));
    const all = await Promise.all(folders.map((dataDir) => startEmbeddedRedis({ dataDir })));
    expect(new Set(all.map(({ port }) => port)).size).toBe(3);
    await Promise.all(all.map((redis) => redis.stop()));
    await Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true })));
    expect(await freePort(all[0]?.port)).toBe(all[0]?.port);
  });
});

describe('an embedded service that cannot start', () => {
  it('reports the end of its log and leaves its directory free', async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'redress-broken-'));
    await mkdir(join(dataDir, 'data'));
    await writeFile(join(dataDir, 'data/appendonly.aof'), 'no append-only file at all\n');
    await expect(startEmbeddedRedis({ dataDir })).rejects.toThrow(/redis ended at once[^]*append only file/);
    await rm(join(dataDir, 'data/appendonly.aof'));
    await (await startEmbeddedRedis({ dataDir })).stop();
    await rm(dataDir, { recursive: true, force: true });
  });
});
