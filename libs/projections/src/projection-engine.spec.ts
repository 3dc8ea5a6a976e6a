import { PoisonMessage, TransientFault, type PublishedCommit } from '@redress/kernel';
import { openTestDatabase, type TestDatabase } from '@redress/testing';
import type { FetchMissing } from './batch-writer';
import { ProjectionEngine } from './projection-engine';
import { sampleCommit, sampleHistory, sampleSet, things } from './sample-set';

const shuffled = <T>(items: readonly T[], seed: number): T[] => {
  let state = seed;
  const next = () => (state = (state * 1_103_515_245 + 12_345) % 2_147_483_648) / 2_147_483_648;
  return items
    .map((item) => ({ item, at: next() }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item);
};

describe('the projection engine on real MongoDB', () => {
  let database: TestDatabase;
  let engine: ProjectionEngine;
  let restored: string[];
  let store: PublishedCommit[];
  let asked: string[];

  const fetchMissing: FetchMissing = ({ streamId, from, to }) => {
    asked.push(`${streamId} ${from}-${to}`);
    const found = store.filter(({ envelope: e }) => e.streamId === streamId && e.version >= from && e.version <= to);
    return Promise.resolve(found);
  };
  const makeEngine = (fetch = fetchMissing): ProjectionEngine =>
    new ProjectionEngine({
      connection: database.connection,
      set: sampleSet,
      fetchMissing: fetch,
      onRestoredStore: (streams) => restored.push(...streams),
    });

  beforeEach(async () => {
    database = await openTestDatabase();
    restored = [];
    store = [];
    asked = [];
    engine = makeEngine();
    await engine.prepare();
  });
  afterEach(() => database.drop());

  const collection = (name: string) => database.connection.collection<{ _id: string; [field: string]: unknown }>(name);
  const countersOf = async () => (await collection('counters_g1').findOne({ _id: 'main' }))?.values;

  it('writes documents, log and counters', async () => {
    await engine.apply([sampleCommit('alpha-1', 1, 4), sampleCommit('beta-1', 1, 7), sampleCommit('alpha-2', 1, 2)]);
    expect(await collection('things_g1').findOne({ _id: '1' })).toMatchObject({ total: 11, open: false });
    expect((await collection('history_g1').find().sort({ _id: 1 }).toArray()).map(({ _id }) => _id)).toEqual([
      'alpha-1@1',
      'alpha-2@1',
      'beta-1@1',
    ]);
    expect(await countersOf()).toEqual({ open: 1, closed: 1, byTotal: { 2: 2 } });
  });

  it('changes nothing when the same commits come again', async () => {
    const history = sampleHistory(3, 5);
    await engine.apply(history);
    const before = await engine.digest(1);
    await engine.apply(history);
    await makeEngine().apply(history.slice(4, 9));
    expect(await engine.digest(1)).toEqual(before);
  });

  it('moves a document from counter to counter', async () => {
    await engine.apply([sampleCommit('alpha-1', 1, 4)]);
    expect(await countersOf()).toEqual({ open: 1, byTotal: { 1: 1 } });
    await engine.apply([sampleCommit('beta-1', 1, 6)]);
    expect(await countersOf()).toEqual({ open: 0, closed: 1, byTotal: { 1: 1 } });
  });

  it('fetches what is missing from its owner', async () => {
    store = [2, 3].map((version) => sampleCommit('alpha-1', version, version));
    await engine.apply([sampleCommit('alpha-1', 1, 1)]);
    await engine.apply([sampleCommit('alpha-1', 4, 4)]);
    expect(asked).toEqual(['alpha-1 2-3']);
    expect(await collection('things_g1').findOne({ _id: '1' })).toMatchObject({
      total: 10,
      sections: { alpha: { version: 4 } },
    });
  });

  it('changes nothing when the missing commits cannot be had', async () => {
    const failing = makeEngine(() => Promise.reject(new TransientFault('the owner is away')));
    await expect(failing.apply([sampleCommit('alpha-2', 1, 1), sampleCommit('alpha-1', 2, 1)])).rejects.toThrow(
      TransientFault,
    );
    await expect(engine.apply([sampleCommit('alpha-1', 2, 1)])).rejects.toThrow(PoisonMessage);
    expect(await collection('things_g1').countDocuments()).toBe(0);
  });

  it('keeps drills apart', async () => {
    await engine.apply([sampleCommit('alpha-1', 1, 4, { drillId: 'd-1' }), sampleCommit('alpha-2', 1, 4)]);
    expect(await collection('things_g1').countDocuments()).toBe(1);
    expect(await collection('drill_things_g1').countDocuments()).toBe(1);
    expect(await engine.appliedVersion('alpha-1')).toBe(1);
  });

  it('raises the alarm when a store was restored', async () => {
    await engine.apply([sampleCommit('alpha-1', 1, 4), sampleCommit('alpha-1', 2, 4)]);
    await engine.apply([sampleCommit('alpha-1', 2, 9, { storeEpoch: 2 })]);
    expect(restored).toEqual(['alpha-1']);
  });

  it('counts exactly when two processes apply the same commits at the same time', async () => {
    const history = sampleHistory(4, 12);
    const other = makeEngine();
    const streams = [...new Set(history.map(({ envelope }) => envelope.streamId))].map((streamId) =>
      history.filter(({ envelope }) => envelope.streamId === streamId),
    );
    await Promise.all([engine, other].flatMap((one) => streams.map((commits) => one.apply(commits))));
    const alone = await openTestDatabase();
    const reference = new ProjectionEngine({
      connection: alone.connection,
      set: sampleSet,
      fetchMissing,
      onRestoredStore: () => undefined,
    });
    await reference.prepare();
    await reference.apply(history);
    expect(await engine.digest(1)).toEqual(await reference.digest(1));
    await alone.drop();
  });

  it.each([1, 2, 3])('ends with the same bytes after a shuffled and doubled delivery (seed %d)', async (seed) => {
    store = sampleHistory(5, 6);
    await engine.apply(store);
    const wanted = await engine.digest(1);
    await Promise.all(
      engine
        .collections(1)
        .all()
        .map(({ collection: one }) => one.deleteMany({})),
    );
    const messy = shuffled([...store, ...store], seed);
    for (let from = 0; from < messy.length; from += 7) await engine.apply(messy.slice(from, from + 7));
    expect(await engine.digest(1)).toEqual(wanted);
  });

  it('says at once that a version is there, and waits for one that comes', async () => {
    await engine.apply([sampleCommit('alpha-1', 1, 4)]);
    expect(await engine.waitFor([{ streamId: 'alpha-1', version: 1 }])).toEqual([]);
    const wait = engine.waitFor(
      [
        { streamId: 'alpha-1', version: 2 },
        { streamId: 'roster-x', version: 1 },
      ],
      10_000,
    );
    await engine.apply([sampleCommit('alpha-1', 2, 4)]);
    await makeEngine().apply([sampleCommit('roster-x', 1, 0)]);
    expect(await wait).toEqual([]);
  });

  it('says which versions are not there when the time is over', async () => {
    await engine.apply([sampleCommit('alpha-1', 1, 4)]);
    const wanted = [
      { streamId: 'alpha-1', version: 1 },
      { streamId: 'beta-1', version: 2 },
    ];
    expect(await engine.waitFor(wanted, 150)).toEqual(['beta-1@2']);
  });

  it('makes its indexes and says when the models are of an older revision', async () => {
    const indexes = await collection('things_g1').indexes();
    expect(indexes.map(({ key }) => key)).toContainEqual({ siteId: 1, total: -1 });
    expect(await engine.prepare()).toEqual({ rebuildDue: false });
    const newer = new ProjectionEngine({
      connection: database.connection,
      set: { ...sampleSet, revision: 2 },
      fetchMissing,
      onRestoredStore: () => undefined,
    });
    expect(await newer.prepare()).toEqual({ rebuildDue: true });
  });

  it('stores no undefined members, so that a document reads back as it was made', async () => {
    await engine.apply([sampleCommit('alpha-1', 1, 4)]);
    expect(
      Object.keys((await engine.collections(1).documents(things, 'main').findOne({ _id: '1' })) ?? {}).sort(),
    ).toEqual(['_id', 'open', 'sections', 'siteId', 'total']);
  });
});
