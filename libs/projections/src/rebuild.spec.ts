import type { PublishedCommit } from '@redress/kernel';
import { eventually, openTestDatabase, type TestDatabase } from '@redress/testing';
import { RebuildRunning } from './generations';
import { ProjectionEngine } from './projection-engine';
import type { Replay, ReplayBatch } from './rebuilder';
import { sampleCommit, sampleHistory, sampleSet } from './sample-set';

/** A topic in memory: what is published is appended; a replay reads up to what is there when it is asked. */
class Topic {
  readonly messages: PublishedCommit[] = [];
  /** Runs before the n-th batch of any replay is handed out. */
  beforeBatch: (n: number) => Promise<void> | void = () => undefined;
  private batches = 0;

  replay(size = 10): Replay {
    let position = 0;
    const next = async (end: number): Promise<ReplayBatch | undefined> => {
      if (position >= end) return undefined;
      await this.beforeBatch(++this.batches);
      const commits = this.messages.slice(position, Math.min(end, position + size));
      position += commits.length;
      return { commits, done: position, total: end };
    };
    const read = async function* (this: Topic) {
      const end = this.messages.length;
      for (let batch = await next(end); batch; batch = await next(end)) yield batch;
    };
    return { read: read.bind(this) };
  }
}

describe('a rebuild on real MongoDB', () => {
  let database: TestDatabase;
  let topic: Topic;
  let engine: ProjectionEngine;

  const makeEngine = (maxHeld = 50_000): ProjectionEngine =>
    new ProjectionEngine({
      connection: database.connection,
      set: sampleSet,
      maxHeld,
      fetchMissing: ({ streamId, from, to }) => {
        const of = topic.messages.filter(({ envelope }) => envelope.streamId === streamId);
        return Promise.resolve(of.filter(({ envelope }) => envelope.version >= from && envelope.version <= to));
      },
      onRestoredStore: () => undefined,
    });
  const publish = async (...commits: PublishedCommit[]): Promise<void> => {
    topic.messages.push(...commits);
    await engine.apply(commits);
  };

  beforeEach(async () => {
    database = await openTestDatabase();
    topic = new Topic();
    engine = makeEngine();
    await engine.prepare();
  });
  afterEach(() => database.drop());

  it('gives the same bytes as the live models, and switches to them', async () => {
    await publish(...sampleHistory(20, 5));
    await publish(
      sampleCommit('alpha-0', 6, 1),
      sampleCommit('alpha-99', 1, 1, { drillId: 'd' }),
      sampleCommit('roster-x', 1, 0),
    );
    expect(await engine.rebuild(topic.replay())).toBe(2);
    expect(await engine.pointer()).toMatchObject({
      live: 2,
      last: 2,
      lastRebuild: { outcome: 'switched', generation: 2 },
    });
    expect((await engine.pointer()).building).toBeUndefined();
    expect(await engine.digest(2)).toEqual(await engine.digest(1));
    expect((await engine.live()).generation).toBe(2);
  });

  it.each([1, 3, 8])('needs no more memory than for %d documents', async (maxHeld) => {
    await publish(...sampleHistory(20, 3), ...sampleHistory(20, 6));
    await makeEngine(maxHeld).rebuild(topic.replay(4));
    expect(await engine.digest(2)).toEqual(await engine.digest(1));
  });

  it('stands duplicates and holes in the topic', async () => {
    const history = sampleHistory(4, 4);
    await engine.apply(history);
    topic.messages.push(...history, ...history.slice(3, 20));
    const withHoles = new Topic();
    withHoles.messages.push(...topic.messages.filter(({ envelope }) => ![2, 3].includes(envelope.version)));
    await engine.rebuild(withHoles.replay(5));
    expect(await engine.digest(2)).toEqual(await engine.digest(1));
  });

  it('loses nothing that happens while it runs, and the live models go on', async () => {
    await publish(...sampleHistory(10, 4));
    let version = 4;
    topic.beforeBatch = async () => {
      version++;
      await publish(...[0, 1, 2].map((n) => sampleCommit(`alpha-${n}`, version, 1)));
      expect(await engine.appliedVersion('alpha-0')).toBe(version);
    };
    await engine.rebuild(topic.replay(7));
    topic.beforeBatch = () => undefined;
    expect(version).toBeGreaterThan(14);
    await publish(sampleCommit('alpha-0', version + 1, 1));
    await engine.rebuild(topic.replay());
    expect(await engine.digest(3)).toEqual(await engine.digest(2));
    expect(await engine.appliedVersion('alpha-0')).toBe(version + 1);
  });

  it('changes nothing when it fails, and can be started again', async () => {
    await publish(...sampleHistory(10, 4));
    const before = await engine.digest(1);
    topic.beforeBatch = (n) => {
      if (n === 3) throw new Error('the broker is gone');
    };
    await expect(engine.rebuild(topic.replay())).rejects.toThrow('the broker is gone');
    expect(await engine.pointer()).toMatchObject({
      live: 1,
      lastRebuild: { outcome: 'failed', reason: 'Error: the broker is gone' },
    });
    expect(await engine.digest(1)).toEqual(before);
    expect(await engine.rebuild(topic.replay())).toBe(3);
    expect(await engine.digest(3)).toEqual(before);
    expect((await engine.pointer()).lastRebuild?.reason).toBeUndefined();
    expect(await engine.digest(2)).not.toEqual(before);
  });

  it('runs once at a time', async () => {
    await publish(...sampleHistory(5, 2));
    let second: Promise<unknown> | undefined;
    topic.beforeBatch = () => {
      second ??= makeEngine()
        .rebuild(topic.replay())
        .catch((error: unknown) => error);
    };
    await engine.rebuild(topic.replay());
    expect(await second).toBeInstanceOf(RebuildRunning);
  });

  it('is taken over when the process that ran it was killed', async () => {
    await publish(...sampleHistory(5, 2));
    const killed = {
      generation: 2,
      owner: 'dead',
      phase: 'following',
      startedAt: new Date(0),
      aliveAt: new Date(0),
      done: 1,
      total: 9,
    };
    await database.connection
      .collection<{ _id: string }>('read_models')
      .updateOne({ _id: 'pointer' }, { $set: { last: 2, building: killed } });
    await engine.apply([sampleCommit('alpha-0', 3, 1)]);
    topic.messages.push(sampleCommit('alpha-0', 3, 1));
    expect(await engine.rebuild(topic.replay())).toBe(3);
    expect(await engine.digest(3)).toEqual(await engine.digest(1));
  });

  it('is given up when a live batch cannot follow it, and the live models go on', async () => {
    await publish(...sampleHistory(5, 2));
    topic.beforeBatch = async () => {
      const { building } = await engine.pointer();
      if (!building) return;
      // As if a deployment had broken the new generation only.
      await database.connection.collection(`history_g${building.generation}`).insertOne({ _id: 'alpha-0@3' as never });
      await database.connection
        .collection<{ _id: string }>('read_models')
        .updateOne({ _id: 'pointer' }, { $set: { 'building.phase': 'following' } });
      await publish(sampleCommit('alpha-0', 3, 1));
      topic.beforeBatch = () => undefined;
    };
    await expect(engine.rebuild(topic.replay())).rejects.toThrow(RebuildRunning);
    expect(await engine.pointer()).toMatchObject({ live: 1, lastRebuild: { outcome: 'failed' } });
    expect(await engine.appliedVersion('alpha-0')).toBe(3);
  });

  it('shows its progress', async () => {
    await publish(...sampleHistory(30, 4));
    const seen: string[] = [];
    topic.beforeBatch = async () => {
      const { building } = await engine.pointer();
      if (building) seen.push(building.phase);
    };
    await engine.rebuild(topic.replay());
    await eventually(async () => expect((await engine.pointer()).lastRebuild?.commits).toBe(240));
    expect(seen).toContain('filling');
  });
});
