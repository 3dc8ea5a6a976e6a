import { eventually, realServices, uniqueName } from '@redress/testing';
import type { Connection } from 'mongoose';
import { DatabaseTime } from './database-time';
import { databaseOf, openStoreConnection } from './mongo-connection';

describe('database time', () => {
  let connection: Connection;
  beforeAll(async () => {
    connection = await openStoreConnection(realServices().mongoUri, uniqueName());
  });
  afterAll(() => connection.close());
  afterEach(() => jest.restoreAllMocks());

  const databaseNow = async (): Promise<number> => {
    const { localTime } = await databaseOf(connection).command({ hello: 1 });
    return (localTime as Date).getTime();
  };

  it('lies between two answers of the database', async () => {
    const time = await DatabaseTime.start(connection);
    const before = await databaseNow();
    const now = time.now();
    const after = await databaseNow();
    time.stop();
    // A millisecond is what localTime cuts off, the rest half a round trip of a loaded machine.
    expect(now).toBeGreaterThanOrEqual(before - 250);
    expect(now).toBeLessThanOrEqual(after + 250);
  });

  it.each([3_600_000, -3_600_000])(
    'does not follow the wall clock of the process when that jumps by %d ms (F11)',
    async (jump) => {
      const time = await DatabaseTime.start(connection);
      const wall = Date.now.bind(Date);
      jest.spyOn(Date, 'now').mockImplementation(() => wall() + jump);
      expect(Math.abs(time.now() - (await databaseNow()))).toBeLessThan(2000);
      expect(Math.abs(time.wallClockOffset() - jump)).toBeLessThan(2000);
      await time.refresh();
      expect(Math.abs(time.now() - (await databaseNow()))).toBeLessThan(2000);
      time.stop();
    },
  );

  it('reads the clock again and again', async () => {
    const time = await DatabaseTime.start(connection, 20);
    const first = time.age();
    await eventually(() => expect(time.age()).toBeLessThan(first + 20));
    time.stop();
  });

  it('goes on from the last reading while the database is away', async () => {
    const own = await openStoreConnection(realServices().mongoUri, uniqueName());
    const time = await DatabaseTime.start(own);
    await own.close();
    await time.refresh();
    expect(Math.abs(time.now() - (await databaseNow()))).toBeLessThan(2000);
    time.stop();
  });
});
