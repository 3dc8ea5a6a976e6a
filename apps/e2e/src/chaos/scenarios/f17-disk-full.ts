import { setTimeout as sleep } from 'node:timers/promises';
import { backingNames, type BackingName } from '../../surroundings';
import type { Ground } from '../ground';
import type { Scenario } from '../scenario';

const readiness = async (ground: Ground): Promise<number> =>
  (await fetch(`${ground.stack.run.urls['intake']}/readyz`, { signal: AbortSignal.timeout(5_000) })).status;

const fillUp = (ground: Ground, name: BackingName): Promise<void> =>
  ground.under(async (load) => {
    const { stack, size } = ground;
    const disk = stack.around.disks[name];
    if (!disk) throw new Error(`${name} has no disk of its own`);
    disk.fill();
    if (name === 'mongod') {
      await stack.until('intake is not ready', async () => (await readiness(ground)) === 503, 120_000);
      // Long enough for whoever watches to be told.
      await sleep(size.outageMs);
    } else {
      const before = load.acknowledged.length;
      await sleep(size.outageMs / 2);
      if (load.acknowledged.length === before) throw new Error(`without a disk for ${name} nothing was registered`);
    }
    disk.free();
    const ended = !stack.around[name].now.running();
    ground.figure(`${name} ended by itself`, Number(ended));
    // What a supervisor does: compose restarts it.
    if (ended) await stack.around[name].restart();
    await ground.recovers(`after ${name}’s disk the whole way works again`, 90_000, () => ground.serves());
  });

/** The disks of mongod, Kafka and Redis are full, one after the other. */
export const diskFull: Scenario = {
  id: 'F17',
  title: 'full disks: not ready without MongoDB, taking complaints without Kafka or Redis, all well with space again',
  stack: 'smallDisks',
  short: false,
  alerts: ['MongoDown'],
  run: async (ground) => {
    for (const name of backingNames) await fillUp(ground, name);
  },
};
