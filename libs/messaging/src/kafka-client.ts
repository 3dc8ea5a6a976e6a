import type { Admin, Consumer, ConsumerConfig, Producer, ProducerConfig } from 'kafkajs';

/** What the publisher uses of a kafkajs producer. */
export type ProducerClient = Pick<Producer, 'connect' | 'disconnect' | 'sendBatch'>;

/** What the consumer uses of a kafkajs consumer. */
export type ConsumerClient = Pick<
  Consumer,
  'connect' | 'disconnect' | 'subscribe' | 'run' | 'commitOffsets' | 'pause' | 'resume' | 'on' | 'events'
>;

/** What the consumer asks a kafkajs admin client. */
export type AdminClient = Pick<Admin, 'connect' | 'disconnect' | 'fetchOffsets' | 'fetchTopicOffsets' | 'setOffsets'>;

/** What publisher and consumer need of Kafka. A `Kafka` of kafkajs is one; a simulated broker is another. */
export interface KafkaClient {
  producer(config: ProducerConfig): ProducerClient;
  consumer(config: ConsumerConfig): ConsumerClient;
  admin(): AdminClient;
}
