import type { KafkaMessage } from 'kafkajs';

/** One message of an assigned partition, from the moment it was fetched until it is handled or parked. */
export interface Received {
  readonly topic: string;
  readonly partition: number;
  readonly offset: number;
  /** The Kafka key; what came without one shares the key `(none)`. */
  readonly key: string;
  readonly message: KafkaMessage;
  settled: boolean;
}

/** A message as it was fetched. */
export const receive = (topic: string, partition: number, message: KafkaMessage): Received => ({
  topic,
  partition,
  offset: Number(message.offset),
  key: message.key?.toString() ?? '(none)',
  message,
  settled: false,
});
