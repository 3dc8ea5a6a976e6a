import type { Provider } from '@nestjs/common';
import { assertPublishable, assertReadable } from '@redress/contracts';
import { MongoDueTimeStore, type DueTimeStore } from '@redress/due-times';
import { DatabaseTime, MongoEventStore, openStoreConnection, type StoredCommit } from '@redress/event-store';
import type { Clock, VersionedEvent } from '@redress/kernel';
import {
  createConsumer,
  createKafka,
  createPublisher,
  readTopic,
  type CommitPublisher,
  type KafkaCommitConsumer,
} from '@redress/messaging';
import { MongoParkingLot, type ParkingLot } from '@redress/parking';
import {
  CLOCK,
  CONSUMERS,
  EVENT_STORE,
  fetchStream,
  PARKING_LOT,
  RELAY_OPERATIONS,
  RUNTIME_LOG,
  serviceClock,
  TO_PUBLISHED,
  type RuntimeLog,
} from '@redress/platform';
import { createRelay, createTail, publishedCommit, relayOperations } from '@redress/relay';
import { createTimers, type Timers } from '@redress/timers';
import type { Kafka } from 'kafkajs';
import type { Connection } from 'mongoose';
import { channelAdapters } from './channel-adapters';
import { heard, ownerUrl, type NotificationConfig } from './config';
import { reactionGroup } from './consumers/reaction';
import { Reacting } from './consumers/reacting';
import {
  CONSUMER,
  DATABASE_TIME,
  DUE_TIMES,
  DUE_TIMES_TAIL,
  KAFKA,
  MONGO,
  PUBLISHER,
  RELAY,
  TIMERS,
} from './injection-tokens';
import { toMessage, type NotificationEvent } from './relay/to-message';
import { DeliveryAttempts } from './timers/delivery-attempt.timer';

/** The store gives back what the service's deciders wrote. */
const published = (event: VersionedEvent): VersionedEvent => toMessage(event as NotificationEvent);

/** What cannot go on ends the process: whoever supervises it starts it again, and nothing is lost by that. */
const endProcess = (log: RuntimeLog) => (error: Error) => {
  log.error({ error: error.message }, 'the service cannot go on');
  process.exit(1);
};

const stores = (config: NotificationConfig): Provider[] => [
  { provide: MONGO, useFactory: () => openStoreConnection(config.mongodbUri, `${config.dbPrefix}_notification`) },
  { provide: DATABASE_TIME, useFactory: (mongo: Connection) => DatabaseTime.start(mongo), inject: [MONGO] },
  {
    provide: CLOCK,
    useFactory: (time: DatabaseTime) => serviceClock(time, config),
    inject: [DATABASE_TIME],
  },
  {
    provide: EVENT_STORE,
    useFactory: (connection: Connection, time: DatabaseTime) =>
      new MongoEventStore({ connection, context: 'notification', time }),
    inject: [MONGO, DATABASE_TIME],
  },
  { provide: PARKING_LOT, useFactory: (mongo: Connection) => new MongoParkingLot(mongo), inject: [MONGO] },
  { provide: DUE_TIMES, useFactory: (mongo: Connection) => new MongoDueTimeStore(mongo), inject: [MONGO] },
];

const messaging = (config: NotificationConfig): Provider[] => [
  { provide: TO_PUBLISHED, useValue: (commit: StoredCommit) => publishedCommit(commit, published) },
  {
    provide: KAFKA,
    useFactory: (logger: RuntimeLog) =>
      createKafka({ brokers: config.kafkaBrokers, clientId: 'redress-notification', logger }),
    inject: [RUNTIME_LOG],
  },
  {
    provide: PUBLISHER,
    useFactory: (kafka: Kafka, logger: RuntimeLog) =>
      createPublisher({ kafka, validate: assertPublishable, topicPrefix: config.topicPrefix, logger }),
    inject: [KAFKA, RUNTIME_LOG],
  },
  {
    provide: RELAY,
    useFactory: (mongo: Connection, store: MongoEventStore, publisher: CommitPublisher, logger: RuntimeLog) =>
      createRelay(mongo, { store, publisher, toMessage: published, logger }),
    inject: [MONGO, EVENT_STORE, PUBLISHER, RUNTIME_LOG],
  },
  {
    provide: CONSUMER,
    useFactory: (kafka: Kafka, parking: ParkingLot, reacting: Reacting, logger: RuntimeLog) =>
      createConsumer({
        kafka,
        parking,
        logger,
        groupId: reactionGroup,
        contexts: heard,
        maxBatch: 1,
        topicPrefix: config.topicPrefix,
        validate: assertReadable,
        handle: (commits) => reacting.hear(commits),
        fetchMissing: ({ context, streamId, fromVersion, toVersion }, signal) =>
          fetchStream(
            streamId,
            { from: fromVersion, to: toVersion },
            { url: ownerUrl(config, context), secret: config.internalSecret, service: 'notification' },
            signal,
          ),
        onFatal: endProcess(logger),
        onAlarm: (alarm) => logger.error(alarm, 'a consumer raised an alarm'),
      }),
    inject: [KAFKA, PARKING_LOT, Reacting, RUNTIME_LOG],
  },
];

const operations = (config: NotificationConfig): Provider[] => [
  { provide: CONSUMERS, useFactory: (consumer: KafkaCommitConsumer) => [consumer], inject: [CONSUMER] },
  {
    provide: RELAY_OPERATIONS,
    useFactory: (mongo: Connection, store: MongoEventStore, kafka: Kafka) =>
      relayOperations(mongo, {
        store,
        topic: (signal) =>
          readTopic({
            kafka,
            context: 'notification',
            topicPrefix: config.topicPrefix,
            validate: assertReadable,
            signal,
          }),
      }),
    inject: [MONGO, EVENT_STORE, KAFKA],
  },
];

const timing = (config: NotificationConfig): Provider[] => [
  {
    provide: TIMERS,
    useFactory: (store: DueTimeStore, clock: Clock, attempts: DeliveryAttempts, logger: RuntimeLog) =>
      createTimers({
        redis: config.redisUrl,
        queueName: `${config.dbPrefix}-notification-timers`,
        store,
        clock,
        concurrency: 16,
        fire: (timer) => attempts.fire(timer),
        onFatal: endProcess(logger),
        onError: (error, timer) => logger.warn({ error: error.message, timerId: timer?.timerId }, 'a timer failed'),
      }),
    inject: [DUE_TIMES, CLOCK, DeliveryAttempts, RUNTIME_LOG],
  },
  {
    provide: DUE_TIMES_TAIL,
    useFactory: (
      mongo: Connection,
      store: MongoEventStore,
      attempts: DeliveryAttempts,
      timers: Timers,
      logger: RuntimeLog,
    ) =>
      createTail(mongo, {
        name: 'due-times',
        store,
        maxBatch: 50,
        logger,
        handle: async (commits) => {
          const owners = await attempts.dueAfter(commits);
          await Promise.all(owners.map(({ ownerId, version, due }) => timers.sync(ownerId, version, due)));
        },
      }),
    inject: [MONGO, EVENT_STORE, DeliveryAttempts, TIMERS, RUNTIME_LOG],
  },
];

/** The service's adapters, and nobody else's choice. */
export const adapters = (config: NotificationConfig): Provider[] => [
  ...stores(config),
  ...messaging(config),
  ...operations(config),
  ...timing(config),
  ...channelAdapters(config),
];
