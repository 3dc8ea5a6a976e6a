import { Kafka, logLevel, Partitioners } from 'kafkajs';
import { hearingServices } from './services';
import type { Stack } from './stack';

interface Parked {
  readonly items: readonly { readonly group: string; readonly key: string; readonly reason: string }[];
}

/** Puts a message behind a complaint's others that no consumer can read. */
export const layPoison = async (stack: Stack, key: string): Promise<void> => {
  const brokers = [stack.around.kafka.now.brokers];
  const producer = new Kafka({ clientId: 'poisoner', brokers, logLevel: logLevel.NOTHING }).producer({
    createPartitioner: Partitioners.DefaultPartitioner,
  });
  await producer.connect();
  await producer.send({ topic: 'redress-intake-v1', messages: [{ key, value: '{"events":[{"type":"Nonsense"}]}' }] });
  await producer.disconnect();
};

/** What a service has parked. */
export const parkedAt = async (stack: Stack, service: string): Promise<Parked['items']> =>
  (await stack.internal<Parked>(service, 'parked?limit=50')).items;

/** Skips the first message of a parked key at every consumer and lets those behind it be handled, as an operator does. */
export const letPass = async (stack: Stack, key: string): Promise<void> => {
  const query = `?${new URLSearchParams({ key }).toString()}`;
  for (const service of hearingServices) {
    const parked = (await parkedAt(stack, service)).filter((item) => item.key === key);
    for (const group of new Set(parked.map((item) => item.group))) {
      const path = `parked/${encodeURIComponent(group)}`;
      await stack.internal(service, `${path}/skip${query}`, { by: 'staff:it', reason: 'put there by a test' });
      await stack.internal(service, `${path}/retry${query}`, {});
    }
  }
};
