import { Kafka, logLevel } from 'kafkajs';
import type { Stack } from './stack';

/** Kafka's side of administration, as kafkajs has it. */
export type Admin = ReturnType<Kafka['admin']>;

/** Does something with a stack's Kafka behind the product's back. */
export const withAdmin = async <T>(stack: Stack, work: (admin: Admin) => Promise<T>): Promise<T> => {
  const brokers = [stack.around.kafka.now.brokers];
  const admin = new Kafka({ clientId: 'tester', brokers, logLevel: logLevel.NOTHING }).admin();
  await admin.connect();
  try {
    return await work(admin);
  } finally {
    await admin.disconnect();
  }
};
