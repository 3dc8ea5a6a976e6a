import { versionToken, type PublishedCommit } from '@redress/kernel';
import { eventually, realServices, uniqueName } from '@redress/testing';
import { HeardEvents } from './spec-kit/heard-events';
import { clerk, ProjectionUnderTest } from './spec-kit/projection-under-test';
import { at, SampleComplaint } from './spec-kit/sample-commits';

interface Digest {
  readonly generation: number;
  readonly collections: readonly { readonly name: string; readonly documents: number; readonly sha256: string }[];
}
interface Progress {
  readonly live: number;
  readonly building?: object;
  readonly lastRebuild?: { readonly outcome: string; readonly generation: number; readonly commits: number };
}

const reached = (service: ProjectionUnderTest, commits: readonly PublishedCommit[]): Promise<void> => {
  const last = new Map(commits.map(({ envelope: { streamId, version } }) => [streamId, version]));
  return eventually(
    async () => {
      const tokens = [...last].map(([streamId, version]) => versionToken(streamId, version));
      for (let from = 0; from < tokens.length; from += 20) {
        const query = tokens.slice(from, from + 20).map((token) => `atLeast=${token}`);
        const { headers } = await service.get(`/api/v1/counters?${query.join('&')}`);
        expect(headers.get('redress-lag')).toBeNull();
      }
    },
    { timeoutMs: 60_000 },
  );
};
const digest = async (service: ProjectionUnderTest, generation?: number): Promise<Digest> =>
  (await service.internal<Digest>('GET', `digest${generation === undefined ? '' : `?generation=${generation}`}`)).body;
const rebuilt = async (service: ProjectionUnderTest, from: string): Promise<number> => {
  const begun = await service.internal<{ generation: number }>('POST', `rebuild?from=${from}`);
  expect(begun.status).toBe(202);
  const { generation } = begun.body;
  await eventually(
    async () => {
      const { body } = await service.internal<Progress>('GET', 'rebuild');
      expect(body).toMatchObject({ live: generation, lastRebuild: { generation, outcome: 'switched' } });
      expect(body.building).toBeUndefined();
    },
    { timeoutMs: 60_000 },
  );
  return generation;
};

/** The whole life of some complaints, as their services would tell it. */
const history = (count: number): SampleComplaint[] =>
  Array.from({ length: count }, (_, n) => {
    const one = new SampleComplaint(`MAIN-2026-${String(n).padStart(6, '0')}-1`)
      .registered(n)
      .classified(n)
      .watched(n, n + 100);
    if (n % 4 === 0)
      return one
        .breached(n + 100)
        .escalated(n + 100)
        .notified(n + 101);
    if (n % 4 === 1)
      return one
        .verified(n + 1)
        .accepted(n + 2)
        .met(n + 2)
        .assigned(n + 3)
        .investigated(n + 4);
    if (n % 4 === 2) return one.verified(n + 1, false).declined(n + 2);
    return one
      .verified(n + 1)
      .accepted(n + 2)
      .assigned(n + 3)
      .investigated(n + 4)
      .proposed(n + 5)
      .concluded(n + 6);
  });

/** The same commits in another order over the streams: each stream keeps its own. */
const interleaved = (commits: readonly PublishedCommit[], seed: number): PublishedCommit[] => {
  let state = seed;
  const next = (bound: number): number => (state = (state * 1_103_515_245 + 12_345) % 2_147_483_648) % bound;
  const streams = [...new Set(commits.map(({ envelope }) => envelope.streamId))].map((id) =>
    commits.filter(({ envelope }) => envelope.streamId === id),
  );
  const order: PublishedCommit[] = [];
  while (streams.length > 0) {
    const at = next(streams.length);
    const commit = streams[at]?.shift();
    if (commit) order.push(commit);
    else streams.splice(at, 1);
  }
  return order;
};

describe('the read models of the projection service', () => {
  let service: ProjectionUnderTest;
  beforeAll(async () => {
    service = await ProjectionUnderTest.start(realServices(), uniqueName('r'));
  }, 120_000);
  afterAll(() => service.stop(), 60_000);

  it('are the same bytes after an orderly delivery, a mixed and doubled one, and rebuilds from topics and stores', async () => {
    const complaints = history(40);
    const commits = complaints.flatMap((one) => one.commits);
    service.owners.know(...complaints.map(({ key }) => key));
    await service.publish(...commits);
    await reached(service, commits);
    const orderly = await digest(service);
    expect(orderly.collections.find(({ name }) => name === 'complaints')?.documents).toBe(40);
    expect(orderly.collections.find(({ name }) => name === 'timeline')?.documents).toBe(commits.length);
    // The keys of a batch of registrations come with one request, not with one each.
    await eventually(() =>
      expect(service.owners.batches.reduce((sum, size) => sum + size, 0)).toBeGreaterThanOrEqual(40),
    );
    expect(Math.max(...service.owners.batches)).toBeGreaterThan(1);

    const other = await ProjectionUnderTest.start(realServices(), uniqueName('m'));
    try {
      other.owners.know(...complaints.map(({ key }) => key));
      other.owners.keep(commits);
      for (const seed of [1, 2, 3]) await other.publish(...interleaved(commits, seed));
      await reached(other, commits);
      expect((await digest(other)).collections).toEqual(orderly.collections);
      for (const from of ['topics', 'stores']) {
        const generation = await rebuilt(other, from);
        expect((await digest(other, generation)).collections).toEqual(orderly.collections);
      }
    } finally {
      await other.stop();
    }
  }, 240_000);

  it('are rebuilt one at a time, for services only', async () => {
    const answers = await Promise.all([service.internal('POST', 'rebuild'), service.internal('POST', 'rebuild')]);
    expect(answers.map(({ status }) => status).sort()).toEqual([202, 409]);
    expect(await service.statusWithoutToken('/internal/projection/rebuild')).toBe(401);
    await eventually(async () =>
      expect((await service.internal<Progress>('GET', 'rebuild')).body.lastRebuild?.outcome).toBe('switched'),
    );
  }, 60_000);

  it('tell what changes at a site, go on where a reader stopped, and say when it must read anew', async () => {
    const one = new SampleComplaint('MAIN-2026-100001-1').registered(1);
    const elsewhere = new SampleComplaint('NORTH-2026-100001-1', 'north').registered(1);
    const about = new SampleComplaint('MAIN-2026-100009-1').naming(1, clerk.staffId);
    service.owners.know(one.key, elsewhere.key, about.key);
    const naming = about.commits.splice(0);
    await service.publish(...naming);
    await reached(service, naming);
    about.registered(2);
    const answer = await service.events(clerk);
    expect(answer.headers.get('content-type')).toContain('text/event-stream');
    const heard = new HeardEvents(answer);
    await service.publish(...elsewhere.commits.splice(0), ...about.commits.splice(0), ...one.commits.splice(0));
    await eventually(() => expect(heard.names).toContain('complaint: MAIN-2026-100001-1'));
    expect(heard.all.map(({ event }) => event)).toContain('counters');
    expect(JSON.stringify(heard.all)).not.toMatch(/NORTH|100009|sealed|trackingTokenHash/);
    const { lastId } = heard;
    heard.close();

    await service.publish(...one.verified(2).commits.splice(0));
    const again = new HeardEvents(await service.events(clerk, lastId));
    await eventually(() =>
      expect(again.all.find(({ event }) => event === 'complaint')?.data).toContain('"status":"verified"'),
    );
    expect(again.names).toEqual(['complaint: MAIN-2026-100001-1']);

    await service.restart();
    await eventually(() => expect(again.ended).toBe(true));
    const back = new HeardEvents(await service.events(clerk, again.lastId));
    await service.publish(...one.accepted(3).commits.splice(0));
    await eventually(() => expect(back.names).toEqual(['complaint: MAIN-2026-100001-1']), { timeoutMs: 30_000 });

    await rebuilt(service, 'topics');
    await eventually(() => expect(back.names).toContain('reset'));
    const stale = new HeardEvents(await service.events(clerk, lastId));
    await eventually(() => expect(stale.names).toEqual(['reset']));
    for (const one of [back, stale]) one.close();
  }, 120_000);

  it('are repaired from the owner of a stream when Kafka lost a message', async () => {
    const one = new SampleComplaint('MAIN-2026-100002-1').registered(1).classified(1).verified(2).accepted(3);
    service.owners.know(one.key);
    const [first, ...rest] = one.commits;
    if (!first) throw new Error('no commit');
    service.owners.keep(one.commits);
    await service.publish(first);
    await service.publish(...rest.slice(2));
    await reached(service, one.commits);
    const { body } = await service.get<{ items: object[] }>(`/api/v1/complaints/${one.id}/timeline`);
    expect(body.items).toHaveLength(4);
    expect((await service.get(`/api/v1/complaints/${one.id}`)).body).toMatchObject({
      status: 'accepted',
      priority: 'P3',
      receivedAt: at(1),
    });
  }, 60_000);
});
