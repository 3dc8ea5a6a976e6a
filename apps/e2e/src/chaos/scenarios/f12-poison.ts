import { Kafka, logLevel, Partitioners } from 'kafkajs';
import { letPass, parkedAt } from '../../parked';
import { hearingServices } from '../../services';
import type { Ground } from '../ground';
import type { Scenario } from '../scenario';

const poison = async (ground: Ground, key: string): Promise<void> => {
  const brokers = [ground.stack.around.kafka.now.brokers];
  const producer = new Kafka({ clientId: 'poisoner', brokers, logLevel: logLevel.NOTHING }).producer({
    createPartitioner: Partitioners.DefaultPartitioner,
  });
  await producer.connect();
  await producer.send({ topic: 'redress-intake-v1', messages: [{ key, value: '{"events":[{"type":"Nonsense"}]}' }] });
  await producer.disconnect();
};

/** A message that no consumer can read. */
export const poisonMessage: Scenario = {
  id: 'F12',
  title: 'a poison message parks its key, the others go on, and an operator lets it pass',
  short: true,
  run: async (ground) => {
    const { stack } = ground;
    if (ground.acknowledged.length === 0) await ground.serves();
    const key = ground.acknowledged[0] ?? '';
    await ground.under(async () => {
      await poison(ground, key);
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
