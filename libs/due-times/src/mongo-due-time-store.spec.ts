import { openTestDatabase, type TestDatabase } from '@redress/testing';
import { timerOf, type DueTimer } from './due-times';
import { MongoDueTimeStore } from './mongo-due-time-store';

const at = (minute: number): string => new Date(Date.UTC(2026, 2, 2, 9, minute)).toISOString();
const due = (kind: string, minute: number, revision = 1) => ({ kind, revision, dueAt: at(minute) });

describe('due times in MongoDB', () => {
  let database: TestDatabase;
  let store: MongoDueTimeStore;

  beforeAll(async () => {
    database = await openTestDatabase();
    store = new MongoDueTimeStore(database.connection);
    await store.prepare();
  });
  afterEach(() => database.connection.collection('due_times').deleteMany({}));
  afterAll(() => database.drop());

  const before = async (horizon: string): Promise<string[]> => {
    const found: DueTimer[] = [];
    for await (const timer of store.dueBefore(horizon)) found.push(timer);
    return found.map(({ timerId }) => timerId);
  };

  it('gives back what an owner waits for', async () => {
    await store.replace('watch-a', 1, [due('acceptance-due', 5)]);
    expect(await store.find('watch-a-acceptance-due-1', 'watch-a')).toEqual({
      timerId: 'watch-a-acceptance-due-1',
      ownerId: 'watch-a',
      kind: 'acceptance-due',
      revision: 1,
      dueAt: at(5),
    });
    expect(await store.find('watch-a-acceptance-due-2', 'watch-a')).toBeUndefined();
    expect(await store.find('watch-b-acceptance-due-1', 'watch-b')).toBeUndefined();
  });

  it('orders by due time over all owners and stops before the horizon', async () => {
    await store.replace('watch-a', 1, [due('second', 2), due('fourth', 4)]);
    await store.replace('watch-b', 1, [due('third', 3), due('first', 1)]);
    expect(await before(at(4))).toEqual(['watch-b-first-1', 'watch-a-second-1', 'watch-b-third-1']);
  });

  it('takes a newer version and says what it dropped', async () => {
    await store.replace('watch-a', 1, [due('x', 1), due('y', 2)]);
    const answer = await store.replace('watch-a', 2, [due('y', 9, 2)]);
    expect(answer.replaced).toBe(true);
    expect(answer.dropped.map(({ timerId }) => timerId)).toEqual(['watch-a-x-1', 'watch-a-y-1']);
    expect(await before(at(10))).toEqual(['watch-a-y-2']);
  });

  it.each([1, 2])('ignores version %d after version 2', async (version) => {
    await store.replace('watch-a', 2, [due('x', 1)]);
    expect(await store.replace('watch-a', version, [due('late', 1)])).toEqual({ replaced: false, dropped: [] });
    expect(await before(at(10))).toEqual(['watch-a-x-1']);
  });

  it('remembers the version of an owner that waits for nothing', async () => {
    await store.replace('watch-a', 3, []);
    await store.replace('watch-a', 2, [due('x', 1)]);
    expect(await before(at(10))).toEqual([]);
    expect(await store.count()).toBe(0);
  });

  it('ends with the newest version when many write at once', async () => {
    const versions = Array.from({ length: 20 }, (_, index) => index + 1);
    await Promise.all(versions.map((version) => store.replace('watch-a', version, [due('x', version, version)])));
    expect(await before(at(59))).toEqual(['watch-a-x-20']);
  });

  it('names the earliest due time of all, by its index', async () => {
    expect(await store.earliest()).toBeUndefined();
    await store.replace('watch-a', 1, [due('x', 7), due('y', 3)]);
    await store.replace('watch-b', 1, [due('x', 5)]);
    await store.replace('watch-c', 1, []);
    expect(await store.earliest()).toBe(at(3));
  });

  it('counts the open due times', async () => {
    await store.replace('watch-a', 1, [due('x', 1), due('y', 2)]);
    await store.replace('watch-b', 1, [due('x', 1)]);
    expect(await store.count()).toBe(3);
  });

  it('keeps only open owners in the index', async () => {
    const indexes = await database.connection.collection('due_times').indexes();
    expect(indexes.find(({ name }) => name === 'open')).toMatchObject({
      key: { nextDueAt: 1 },
      partialFilterExpression: { nextDueAt: { $exists: true } },
    });
  });

  it('reads the near ones through the index, however many wait beyond the horizon', async () => {
    const far = Array.from({ length: 3000 }, (_, index) => ({
      _id: `watch-far-${index}`,
      version: 1,
      due: [{ kind: 'x', revision: 1, dueAt: new Date('2027-01-01T00:00:00Z') }],
      nextDueAt: new Date('2027-01-01T00:00:00Z'),
    }));
    await database.connection.collection<(typeof far)[number]>('due_times').insertMany(far);
    await store.replace('watch-a', 1, [due('x', 1)]);
    const plan = await database.connection
      .collection('due_times')
      .find({ nextDueAt: { $lt: new Date(at(10)) } })
      .explain('executionStats');
    expect(plan).toMatchObject({ executionStats: { totalDocsExamined: 1 } });
    expect(await before(at(10))).toEqual(['watch-a-x-1']);
  });

  it('makes a job id without a colon', () => {
    expect(timerOf('watch-a', due('a:b', 1)).timerId).toBe('watch-a-a.b-1');
  });
});
