import type { Provider } from '@nestjs/common';
import { assertPublishable, assertReadable } from '@redress/contracts';
import type { MongoEventStore, StoredCommit } from '@redress/event-store';
import { createKafka, createPublisher, readTopic } from '@redress/messaging';
import { EVENT_STORE, RELAY_OPERATIONS, RUNTIME_LOG, TO_PUBLISHED, type RuntimeLog } from '@redress/platform';
import { publishedCommit, relayOperations } from '@redress/relay';
import { KAFKA, KAFKA_PUBLISHER, MONGO, PUBLISHER } from './injection-tokens';
import type { Mongo } from './storing';
import type { WritingService } from './writing-service';

/** A client of Kafka. */
export type Kafka = ReturnType<typeof createKafka>;

/** The way from the store to Kafka, and the operators' tools for it. */
export const publishing = ({ context, config, toMessage, publisher }: WritingService): Provider[] => [
  { provide: TO_PUBLISHED, useValue: (commit: StoredCommit) => publishedCommit(commit, toMessage) },
  {
    provide: KAFKA,
    useFactory: (logger: RuntimeLog) =>
      createKafka({ brokers: config.kafkaBrokers, clientId: `redress-${context}`, logger }),
    inject: [RUNTIME_LOG],
  },
  {
    provide: KAFKA_PUBLISHER,
    useFactory: (kafka: Kafka, logger: RuntimeLog) =>
      createPublisher({ kafka, validate: assertPublishable, topicPrefix: config.topicPrefix, logger }),
    inject: [KAFKA, RUNTIME_LOG],
  },
  publisher ? { provide: PUBLISHER, ...publisher } : { provide: PUBLISHER, useExisting: KAFKA_PUBLISHER },
  {
    provide: RELAY_OPERATIONS,
    useFactory: (mongo: Mongo, store: MongoEventStore, kafka: Kafka) => {
      const { topicPrefix } = config;
      const topic = (signal: AbortSignal) =>
        readTopic({ kafka, context, topicPrefix, validate: assertReadable, signal });
      return relayOperations(mongo, { store, topic });
    },
    inject: [MONGO, EVENT_STORE, KAFKA],
  },
];
