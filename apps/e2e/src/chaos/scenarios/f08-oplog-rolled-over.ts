import { randomBytes } from 'node:crypto';
import type { mongo } from 'mongoose';
import { figureOf } from '../../figure-of';
import type { Ground } from '../ground';
import type { Scenario } from '../scenario';

/** Bytes of one write that nobody follows, and how many are sent at once. */
const filler = { bytes: 16_000, atOnce: 200 };

/** Most writes until the oplog must have let go of what was there before: some 300 MB. */
const mostFillers = 20_000;

const oldest = async (client: mongo.MongoClient): Promise<bigint> => {
  const oplog = client.db('local').collection<{ ts: mongo.Timestamp }>('oplog.rs');
  const first = await oplog.find().sort({ $natural: 1 }).limit(1).next();
  if (!first) throw new Error('the oplog is empty');
  return first.ts.toBigInt();
};

/** Writes until nothing in the oplog is as old as what is written at the beginning. */
const rollOver = (ground: Ground): Promise<void> =>
  ground.withStores(async ({ client }) => {
    const place = client.db('filler').collection('filler');
    const { operationTime } = await client.db('filler').command({ insert: 'filler', documents: [{ first: true }] });
    const since = (operationTime as mongo.Timestamp).toBigInt();
    for (let written = 0; (await oldest(client)) <= since; written += filler.atOnce) {
      if (written > mostFillers) throw new Error('the oplog does not roll over');
      await place.insertMany(Array.from({ length: filler.atOnce }, () => ({ noise: randomBytes(filler.bytes) })));
    }
    await client.db('filler').dropDatabase();
  });

const lostPlaces = ({ stack }: Ground): Promise<number> =>
  figureOf(stack, 'intake', 'redress_tail_republishes_total', 'relay');

/** The relay stands still while what it has to send next leaves the oplog (error 286). */
export const oplogRolledOver: Scenario = {
  id: 'F8',
  title: 'the oplog rolls over while the relay cannot send: it reads the store again, says so, and sends everything',
  stack: 'rollingOplog',
  short: false,
  alerts: ['RelayPositionLost'],
  run: async (ground) => {
    const { stack } = ground;
    await ground.serves();
    const running = stack.pidOf('intake');
    await ground.under(async () => {
      stack.around.kafka.freeze();
      await rollOver(ground).finally(() => stack.around.kafka.thaw());
      await ground.recovers('the whole way works again', 60_000, () => ground.serves());
    });
    const lost = await lostPlaces(ground);
    ground.figure('times intake’s relay read its store again', lost);
    if (lost === 0) throw new Error('the relay did not lose its place: nothing was tried');
    if (lost > 3) throw new Error(`the relay read its store again ${lost} times`);
    if (stack.pidOf('intake') !== running) throw new Error('intake was started again for it');
    // What comes afterwards is followed as ever.
    await ground.under(() => ground.serves());
    if ((await lostPlaces(ground)) !== lost) throw new Error('the relay goes on losing its place');
  },
};
