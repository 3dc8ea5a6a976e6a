import { setTimeout as sleep } from 'node:timers/promises';
import { oneOf } from '../../random';
import type { Scenario } from '../scenario';

/** kill -9 of consumers between effect and offset, and of services at any instant. */
export const consumerKilled: Scenario = {
  id: 'F4',
  title: 'consumers are killed between effect and offset: redelivered, to no effect',
  short: true,
  run: async (ground) => {
    const { stack, size, random } = ground;
    await ground.under(async () => {
      for (let kill = 0; kill < size.kills; kill += 1) {
        await stack.killAt('escalation', 'append');
        await stack.killAt('projection', 'apply');
      }
      const others = ['intake', 'escalation', 'projection', 'investigation', 'gateway'];
      for (const service of size.name === 'full' ? others : [oneOf(others, random)]) {
        await sleep(random() * 2_000);
        await stack.untilBack(service, stack.kill(service));
      }
    });
  },
};
