import { setTimeout as sleep } from 'node:timers/promises';
import { quantile } from '../../statistics';
import type { Scenario } from '../scenario';

/** Kafka is away under load: registration goes on, what waits is sent afterwards. */
export const kafkaFrozen: Scenario = {
  id: 'F5',
  title: 'Kafka is frozen under load: registration goes on, the backlog is sent',
  short: true,
  alerts: ['RelayBehind', 'KafkaSilent'],
  run: async (ground) => {
    const { stack, size } = ground;
    const outageMs = Math.max(30_000, size.outageMs);
    await ground.under(async (load) => {
      const [answered, retries] = [load.tookMs.length, load.retries];
      stack.around.kafka.freeze();
      await sleep(outageMs);
      const meanwhile = load.tookMs.slice(answered);
      stack.around.kafka.thaw();
      ground.figure('answered meanwhile', meanwhile.length);
      ground.figure('answered before, p99', quantile(load.tookMs.slice(0, answered), 0.99), 'ms');
      ground.figure('answered meanwhile, p99', quantile(meanwhile, 0.99), 'ms');
      if (load.retries > retries) throw new Error(`${load.retries - retries} registrations failed without Kafka`);
      if (meanwhile.length < (outageMs / 1_000) * size.rate * 0.3) {
        throw new Error(`only ${meanwhile.length} registrations in ${outageMs} ms without Kafka`);
      }
      await ground.recovers('Kafka’s backlog is drained', 60_000, () => ground.serves());
    });
  },
};

/** Kafka is killed and started again. */
export const kafkaKilled: Scenario = {
  id: 'F5b',
  title: 'Kafka is killed and started again under load',
  short: false,
  run: async (ground) => {
    const { stack } = ground;
    await ground.under(async () => {
      await stack.around.kafka.kill();
      await sleep(ground.size.outageMs / 4);
      await stack.around.kafka.restart();
      await ground.recovers('the whole way works again', 60_000, () => ground.serves());
    });
  },
};
