import { setTimeout as sleep } from 'node:timers/promises';
import type { Scenario } from '../scenario';

/** mongod is killed and started again on its data. */
export const mongodKilled: Scenario = {
  id: 'F7',
  title: 'mongod is killed and started again: no acknowledged append is lost',
  short: true,
  alerts: ['MongoDown'],
  run: async (ground) => {
    const { stack } = ground;
    await ground.under(async () => {
      await stack.around.mongod.kill();
      await sleep(2_000);
      await stack.around.mongod.restart();
      await ground.recovers('the whole way works again', 30_000, () => ground.serves());
    });
  },
};
