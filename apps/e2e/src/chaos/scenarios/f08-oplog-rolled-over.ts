import { randomBytes } from 'node:crypto';
import type { Ground } from '../ground';
import type { Scenario } from '../scenario';

/** Writes to another database until the oldest entry of the oplog is younger than `since`. */
const rollOver = (ground: Ground): Promise<void> =>
  ground.withStores(async (stores) => {
    const oplog = stores.client.db('local').collection('oplog.rs');
    const first = async (): Promise<string> =>
      String((await oplog.find().sort({ $natural: 1 }).limit(1).next())?.['ts']);
    const newest = await oplog.find().sort({ $natural: -1 }).limit(1).next();
    const passed = String(newest?.['ts']);
    const filler = stores.client.db('filler').collection('filler');
    // The oldest entries go in portions, now and then.
    for (let round = 0; round < 400; round += 1) {
      const documents = Array.from({ length: 200 }, () => ({ bytes: randomBytes(10_000) }));
      await filler.insertMany(documents, { writeConcern: { w: 1 } });
      if (BigInt(await first()) > BigInt(passed)) return;
    }
    throw new Error('the oplog did not roll over');
  });

/** The relay is away while the oplog rolls over: its place in the change stream is gone (error 286). */
export const oplogRolledOver: Scenario = {
  id: 'F8',
  title: 'the oplog rolls over while the relay is stuck: the store is read again, nothing is passed over',
  stack: 'smallOplog',
  short: true,
  run: async (ground) => {
    const { stack } = ground;
    await ground.under(async (load) => {
      stack.around.kafka.freeze();
      const before = load.acknowledged.length;
      await stack.until('some wait for Kafka', () => load.acknowledged.length > before + ground.size.rate);
      process.kill(stack.pidOf('intake'), 'SIGSTOP');
      await rollOver(ground);
      process.kill(stack.pidOf('intake'), 'SIGCONT');
      stack.around.kafka.thaw();
      await ground.recovers('the whole way works again', 60_000, () => ground.serves());
    });
    const times = stack.logOf('intake').split('the place in the change stream is lost').length - 1;
    ground.figure('the place was lost, times', times);
    if (times === 0) throw new Error('intake did not notice that its place is gone');
    if (times > 2) throw new Error(`intake lost its place ${times} times: it starts over again and again`);
  },
};
