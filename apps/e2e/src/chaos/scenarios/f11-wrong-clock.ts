import { setTimeout as sleep } from 'node:timers/promises';
import type { Ground } from '../ground';
import type { Scenario } from '../scenario';

const hour = 3_600_000;

const leases = (ground: Ground): Promise<string> =>
  ground.withStores(async (stores) => {
    const of = async (context: string): Promise<string[]> =>
      (await stores.db(context).collection('tail_leases').find().sort({ _id: 1 }).toArray()).map(
        ({ _id, fence }) => `${context} ${String(_id)} ${String(fence)}`,
      );
    return [...(await of('intake')), ...(await of('escalation'))].join(', ');
  });

/** The wall clock of two services is wrong, by an hour in both directions, and jumps (the clock of traps/clock.cjs). */
export const wrongClock: Scenario = {
  id: 'F11',
  title: 'wall clocks an hour fast, an hour slow, and jumping: nothing is early, no lease is stolen',
  stack: 'fast',
  short: true,
  alerts: ['ClockWrong'],
  run: async (ground) => {
    const { stack, size, random } = ground;
    const set = (ms: number): void => {
      for (const service of ['escalation', 'intake', 'notification']) stack.traps.set(service, 'clock', String(ms));
    };
    const before = await leases(ground);
    await ground.under(async () => {
      try {
        set(hour);
        await sleep(size.outageMs / 2);
        set(-hour);
        await sleep(size.outageMs / 2);
        for (let jump = 0; jump < 10; jump += 1) {
          set(Math.round((random() * 2 - 1) * hour));
          await sleep(300);
        }
      } finally {
        for (const service of ['escalation', 'intake', 'notification']) stack.traps.remove(service, 'clock');
      }
    });
    const after = await leases(ground);
    if (after !== before) throw new Error(`a lease changed hands: ${before} became ${after}`);
  },
};
