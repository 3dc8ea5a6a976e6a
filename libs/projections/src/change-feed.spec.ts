import { eventually, openTestDatabase, type TestDatabase } from '@redress/testing';
import { ChangeFeed } from './change-feed';
import type { FeedItem, FeedSubscription } from './feed-subscription';
import { ProjectionEngine } from './projection-engine';
import { sampleCommit, sampleSet } from './sample-set';

interface Heard {
  readonly key: string;
  readonly total: unknown;
}

describe('the change feed on real MongoDB', () => {
  let database: TestDatabase;
  let engine: ProjectionEngine;
  let feeds: ChangeFeed<Heard>[];

  const startFeed = async (kept?: number): Promise<ChangeFeed<Heard>> => {
    const feed = new ChangeFeed<Heard>({
      engine,
      models: ['things'],
      pick: ({ key, document }) => ({ key, total: document.total }),
      onError: () => undefined,
      ...(kept !== undefined && { kept }),
    });
    feeds.push(feed);
    feed.start();
    // The stream is open once a change comes through.
    const probe = await feed.subscribe();
    const heard = collect(probe);
    await eventually(async () => {
      await touch('probe');
      expect(heard.some((item) => item !== 'reset')).toBe(true);
    });
    probe.close();
    return feed;
  };
  const versions = new Map<string, number>();
  const touch = async (key: string): Promise<void> => {
    const version = (versions.get(key) ?? 0) + 1;
    versions.set(key, version);
    await engine.apply([sampleCommit(`alpha-${key}`, version, 1)]);
  };
  const collect = (subscription: FeedSubscription<Heard>): FeedItem<Heard>[] => {
    const items: FeedItem<Heard>[] = [];
    void (async () => {
      for await (const item of subscription) items.push(item);
    })();
    return items;
  };
  const keys = (items: readonly FeedItem<Heard>[]): string[] =>
    items.flatMap((item) =>
      item === 'reset'
        ? ['reset']
        : item.change.key === 'probe'
          ? []
          : [`${item.change.key}=${String(item.change.total)}`],
    );
  const idOf = (items: readonly FeedItem<Heard>[], key: string): string =>
    items.flatMap((item) => (item !== 'reset' && item.change.key === key ? [item.id] : []))[0] ?? '';

  beforeEach(async () => {
    database = await openTestDatabase();
    engine = new ProjectionEngine({
      connection: database.connection,
      set: sampleSet,
      fetchMissing: () => Promise.resolve([]),
      onRestoredStore: () => undefined,
    });
    await engine.prepare();
    feeds = [];
    versions.clear();
  });
  afterEach(async () => {
    await Promise.all(feeds.map((feed) => feed.stop()));
    await database.drop();
  });

  it('tells every subscriber of every change, in order', async () => {
    const feed = await startFeed();
    const [one, two] = [collect(await feed.subscribe()), collect(await feed.subscribe())];
    await touch('a');
    await touch('b');
    await touch('a');
    await eventually(() => expect(keys(one)).toEqual(['a=1', 'b=1', 'a=2']));
    expect(keys(two)).toEqual(keys(one));
  });

  it('goes on after the id a reader saw last', async () => {
    const feed = await startFeed();
    const first = await feed.subscribe();
    const heard = collect(first);
    await touch('a');
    await eventually(() => expect(keys(heard)).toEqual(['a=1']));
    first.close();
    await touch('b');
    await touch('c');
    const again = collect(await feed.subscribe(idOf(heard, 'a')));
    await touch('d');
    await eventually(() => expect(keys(again)).toEqual(['b=1', 'c=1', 'd=1']));
  });

  it('goes on in another process, from the oplog', async () => {
    const heard = collect(await (await startFeed()).subscribe());
    await touch('a');
    await eventually(() => expect(keys(heard)).toEqual(['a=1']));
    await touch('b');
    const other = await startFeed();
    const again = collect(await other.subscribe(idOf(heard, 'a')));
    await touch('c');
    await eventually(() => expect(keys(again)).toEqual(['b=1', 'c=1']));
  });

  it.each(['1.00', '1.zz', '7.8265', 'nonsense'])('says reset to a reader whose place %s is gone', async (after) => {
    const feed = await startFeed();
    const items = collect(await feed.subscribe(after));
    await touch('a');
    await eventually(() => expect(keys(items)).toEqual(['reset', 'a=1']));
  });

  it('says reset when a rebuild switches, and follows the new generation', async () => {
    const feed = await startFeed();
    const items = collect(await feed.subscribe());
    await engine.rebuild({ read: async function* () {} });
    await eventually(() => expect(items).toContain('reset'));
    await eventually(async () => {
      await touch('z');
      expect(items.some((item) => item !== 'reset' && item.id.startsWith('2.'))).toBe(true);
    });
  });
});
