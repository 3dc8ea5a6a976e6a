import { setTimeout as sleep } from 'node:timers/promises';
import type { Ground } from '../ground';
import type { Scenario } from '../scenario';

interface Leader {
  readonly lease: number;
  readonly checkpoint: number;
}

/** The fencing numbers of intake's relay, as they lie in its database. */
const fences = (ground: Ground): Promise<Leader> =>
  ground.withStores(async (stores) => {
    const of = async (collection: string): Promise<number> => {
      const found = await stores
        .db('intake')
        .collection<{ _id: string; fence: number }>(collection)
        .findOne({ _id: 'relay' });
      return found?.fence ?? 0;
    };
    return { lease: await of('tail_leases'), checkpoint: await of('tail_checkpoints') };
  });

/** Two relays; the leader is frozen past its lease and wakes up again. */
export const twoRelays: Scenario = {
  id: 'F2',
  title: 'a relay that was frozen past its lease wakes up beside its successor: its checkpoint is refused',
  short: true,
  alerts: ['RelayFenced'],
  run: async (ground) => {
    const { stack } = ground;
    const twin = await stack.twin('intake');
    try {
      const before = await fences(ground);
      await ground.under(async () => {
        process.kill(stack.pidOf('intake'), 'SIGSTOP');
        await ground.recovers('the other relay leads', 15_000, () =>
          stack.until('the twin leads', async () => (await fences(ground)).lease > before.lease),
        );
        // The old leader goes on with what it had in its hands.
        process.kill(stack.pidOf('intake'), 'SIGCONT');
        await sleep(3_000);
        const { lease, checkpoint } = await fences(ground);
        if (checkpoint < before.checkpoint) throw new Error('the checkpoint went back to an older leader');
        if (lease !== before.lease + 1) throw new Error(`the lease changed hands ${lease - before.lease} times`);
      });
      await stack.until('the checkpoint is the new leader’s', async () => {
        const { lease, checkpoint } = await fences(ground);
        return lease === checkpoint;
      });
    } finally {
      await twin.stop();
    }
    await ground.recovers('the first relay leads again', 15_000, () => ground.serves());
    await ground.kept();
  },
};
