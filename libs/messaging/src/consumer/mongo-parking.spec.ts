import { MongoParkingLot } from '@redress/parking';
import { eventually, openTestDatabase, type TestDatabase } from '@redress/testing';
import { newStream, nextCommit } from '../kafka-fixture.contract';
import { ConsumerBench } from './consumer-fixture.contract';

describe('a consumer with the real parking lot', () => {
  let bench: ConsumerBench;
  let database: TestDatabase;
  beforeAll(async () => {
    bench = await ConsumerBench.open();
    database = await openTestDatabase();
  });
  afterAll(async () => {
    await bench.close();
    await database.drop();
  });

  it('parks, knows the key after a restart, lets skip and retry', async () => {
    const parking = new MongoParkingLot(database.connection);
    await parking.prepare();
    const bad = newStream();
    const first = await bench.start({ parking, handle: () => Promise.reject(new Error('cannot')) });
    await bench.publish(nextCommit(bad, { text: '张三' }), nextCommit(bad));
    await eventually(async () => expect(await parking.ofKey(bench.group, bad.subject)).toHaveLength(2));
    await first.consumer.stop();

    const second = await bench.start({ parking });
    await bench.publish(nextCommit(bad));
    await eventually(async () => expect(await parking.ofKey(bench.group, bad.subject)).toHaveLength(3));
    expect(await parking.skip(bench.group, bad.subject, 'staff:1', 'test')).toMatchObject({ version: 1 });
    expect(await second.consumer.retryParked(bad.subject)).toEqual({ handled: 2, remaining: 0 });
    await bench.publish(nextCommit(bad));
    await bench.handledBy(second, 3);
    expect(second.handled.map(({ envelope }) => envelope.version)).toEqual([2, 3, 4]);
    expect((await parking.parkedKeys(bench.group)).size).toBe(0);
  });
});
