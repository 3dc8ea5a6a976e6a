import { Module } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { headOf, InMemoryEventStore } from '@redress/event-store';
import { internalToken } from '../access/internal-token';
import { EVENT_STORE } from '../injection-tokens';
import { sampleSecret, staffToken, startSample } from '../spec-kit/sample-service';
import { fetchStore, fetchStream } from './stream-pages';
import { StreamsController, TO_PUBLISHED, type ToPublished } from './streams.controller';

const store = new InMemoryEventStore({
  context: 'planning',
  time: { now: () => Date.parse('2026-12-01T00:00:00.000Z') },
});
const toPublished: ToPublished = ({
  events,
  hash: _hash,
  prevHash: _prev,
  keyRefs: _keys,
  requestDigest: _digest,
  ...envelope
}) => ({
  envelope,
  events: events.filter(({ type }) => type !== 'Private'),
});

@Module({
  controllers: [StreamsController],
  providers: [
    { provide: EVENT_STORE, useValue: store },
    { provide: TO_PUBLISHED, useValue: toPublished },
  ],
})
class StreamsModule {}

const append = async (streamId: string, type: string, commitId: string): Promise<void> => {
  const common = {
    siteId: 'main',
    subject: streamId,
    occurredAt: '2026-12-01T00:00:00.000Z',
    actor: 'visitor',
    correlationId: 'c',
    causationId: 'c',
  };
  const head = headOf(await store.readStream(streamId));
  await store.append(head, {
    ...common,
    streamId,
    commitId,
    requestDigest: 'd',
    events: [{ type, schemaVersion: 1, data: { n: commitId } }],
  });
};

describe('stream pages', () => {
  let app: NestFastifyApplication;
  let url: string;
  beforeAll(async () => {
    for (let n = 1; n <= 7; n += 1) await append('plan-a', n === 3 ? 'Private' : 'Public', `a${n}`);
    for (let n = 1; n <= 2; n += 1) await append('plan-b', 'Public', `b${n}`);
    ({ app, url } = await startSample({ module: StreamsModule }));
  });
  afterAll(() => app.close());

  const options = () => ({ url, secret: sampleSecret, service: 'projection' });

  it('give the versions asked for, private events left out, versions whole', async () => {
    const commits = await fetchStream('plan-a', { from: 2, to: 4 }, options());
    expect(commits.map(({ envelope, events }) => [envelope.version, events.length])).toEqual([
      [2, 1],
      [3, 0],
      [4, 1],
    ]);
    expect(Object.keys(commits[0]?.envelope ?? {})).not.toEqual(expect.arrayContaining(['hash']));
    expect(JSON.stringify(commits)).not.toMatch(/requestDigest|prevHash|keyRefs/);
  });

  it('give what there is of a stream that is shorter, or not there', async () => {
    expect(await fetchStream('plan-a', { from: 6, to: 99 }, options())).toHaveLength(2);
    expect(await fetchStream('plan-none', { from: 1, to: 5 }, options())).toEqual([]);
  });

  it('give the whole store, each stream in its order', async () => {
    const seen: string[] = [];
    for await (const { envelope } of fetchStore(options())) seen.push(envelope.commitId);
    expect(seen.filter((id) => id.startsWith('a'))).toEqual(['a1', 'a2', 'a3', 'a4', 'a5', 'a6', 'a7']);
    expect(seen).toHaveLength(9);
  });

  it('come in bounded pages', async () => {
    const page = async (query: string) => {
      const headers = { authorization: `Bearer ${await internalToken(sampleSecret, 'projection')}` };
      return (await (await fetch(`${url}/internal/streams${query}`, { headers })).json()) as {
        commits: unknown[];
        next?: unknown;
        status?: number;
      };
    };
    expect(await page('/plan-a?limit=3')).toMatchObject({ commits: { length: 3 }, next: 4 });
    expect(await page('/plan-a?limit=501')).toMatchObject({ status: 400 });
    const first = await page('?limit=4');
    expect(first).toMatchObject({
      commits: { length: 4 },
      next: { streamId: expect.any(String) as string, version: expect.any(Number) as number },
    });
  });

  it('are for services only, and a fault is one to try again after', async () => {
    expect(
      (
        await fetch(`${url}/internal/streams/plan-a`, {
          headers: { authorization: `Bearer ${await staffToken({ roles: ['admin'] })}` },
        })
      ).status,
    ).toBe(401);
    await expect(fetchStream('plan-a', { from: 1, to: 1 }, { ...options(), secret: 'x'.repeat(40) })).rejects.toThrow(
      'cannot be had',
    );
    await expect(
      fetchStream('plan-a', { from: 1, to: 1 }, { ...options(), url: 'http://127.0.0.1:1' }),
    ).rejects.toMatchObject({ name: 'TransientFault' });
  });
});
