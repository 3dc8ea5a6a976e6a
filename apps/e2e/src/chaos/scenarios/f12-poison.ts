import { layPoison, letPass, parkedAt } from '../../parked';
import { hearingServices } from '../../services';
import type { Scenario } from '../scenario';

/** A message that no consumer can read. */
export const poisonMessage: Scenario = {
  id: 'F12',
  title: 'a poison message parks its key, the others go on, and an operator lets it pass',
  short: true,
  alerts: ['MessagesParked'],
  run: async (ground) => {
    const { stack } = ground;
    if (ground.acknowledged.length === 0) await ground.serves();
    const key = ground.acknowledged[0] ?? '';
    await ground.under(async () => {
      await layPoison(stack, key);
      for (const service of ['escalation', 'projection']) {
        await stack.until(`${service} parked it`, async () =>
          (await parkedAt(stack, service)).some((item) => item.key === key),
        );
      }
      await ground.recovers('another key goes the whole way', 5_000, () => ground.serves());
    });
    await letPass(stack, key);
    for (const service of hearingServices) {
      const left = await parkedAt(stack, service);
      if (left.length > 0) throw new Error(`${service} still parks ${left.length} keys`);
    }
    await ground.kept();
  },
};
