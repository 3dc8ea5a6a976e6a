import { readTopic } from '../../check/topics';
import type { Scenario } from '../scenario';

/** Most commits a relay may send again after one kill: its batch. */
const batch = 1_000;

/** kill -9 of the relay after Kafka's acknowledgement and before the checkpoint. */
export const relayKilled: Scenario = {
  id: 'F1',
  title: 'the relay is killed between acknowledgement and checkpoint: sent again, to no effect',
  short: true,
  alerts: ['ServiceRestarting'],
  run: async (ground) => {
    const { stack, size } = ground;
    let longest = 0;
    await ground.under(async () => {
      for (const service of ['intake', 'escalation']) {
        for (let kill = 0; kill < size.kills; kill += 1) {
          longest = Math.max(longest, await stack.killAt(service, 'publish'));
        }
      }
    });
    ground.figure('longest absence of a killed service', longest, 'ms', 15_000);
    for (const context of ['intake', 'escalation']) {
      const messages = await readTopic([stack.around.kafka.now.brokers], `redress-${context}-v1`);
      const again = messages.length - new Set(messages.map(({ commitId }) => commitId)).size;
      ground.figure(`sent again by ${context}`, again);
      if (again > size.kills * batch) throw new Error(`${context} sent ${again} commits again in ${size.kills} kills`);
    }
  },
};
