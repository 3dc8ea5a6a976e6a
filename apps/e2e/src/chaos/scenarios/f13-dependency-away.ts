import { setTimeout as sleep } from 'node:timers/promises';
import { parkedAt } from '../../parked';
import { hearingServices } from '../../services';
import type { Scenario } from '../scenario';

/** The network to MongoDB is cut for a while: consumers wait, they park nothing. */
export const dependencyAway: Scenario = {
  id: 'F13',
  title: 'the network to MongoDB is cut: consumers wait in order, nothing is parked',
  short: true,
  alerts: ['PartitionsPaused'],
  run: async (ground) => {
    const { stack, size } = ground;
    await ground.under(async () => {
      stack.around.links.mongod.cut();
      await sleep(Math.min(30_000, size.outageMs));
      stack.around.links.mongod.mend();
      await ground.recovers('the whole way works again', 10_000, () => ground.serves());
    });
    for (const service of hearingServices) {
      const [first, ...more] = await parkedAt(stack, service);
      if (first)
        throw new Error(`${service} parked ${more.length + 1} messages for want of a dependency: ${first.reason}`);
    }
  },
};
