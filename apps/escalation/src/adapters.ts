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
import { MongoPlanCopies } from '@redress/plan-copies';
import {
  CLOCK,
  CONSUMERS,
  EVENT_STORE,
  fetchStream,
  PARKING_LOT,
  PLAN_COPIES,
  RELAY_OPERATIONS,
  RUNTIME_LOG,
  serviceClock,
  TO_PUBLISHED,
  type RuntimeLog,
} from '@redress/platform';
import { createRelay, createTail, publishedCommit, relayOperations } from '@redress/relay';
import { createTimers, type Timers } from '@redress/timers';
import type { WatchEvent } from '@redress/watch';
import type { Kafka } from 'kafkajs';
import type { Connection } from 'mongoose';
import { heard, ownerUrl, type EscalationConfig } from './config';
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
import { toMessage } from './relay/to-message';
import { WatchTimer } from './timers/watch-timer.timer';

/** The store gives back what the watch's decider wrote. */
const published = (event: VersionedEvent): VersionedEvent | null => toMessage(event as WatchEvent);

/** What cannot go on ends the process: whoever supervises it starts it again, and nothing is lost by that. */
const endProcess = (log: RuntimeLog) => (error: Error) => {
  log.error({ error: error.message }, 'the service cannot go on');
  process.exit(1);
};

const stores = (config: EscalationConfig): Provider[] => [
  { provide: MONGO, useFactory: () => openStoreConnection(config.mongodbUri, `${config.dbPrefix}_escalation`) },
  { provide: DATABASE_TIME, useFactory: (mongo: Connection) => DatabaseTime.start(mongo), inject: [MONGO] },
  {
    provide: CLOCK,
    useFactory: (time: DatabaseTime) => serviceClock(time, config),
    inject: [DATABASE_TIME],
  },
  {
    provide: EVENT_STORE,
    useFactory: (connection: Connection, time: DatabaseTime) =>
      new MongoEventStore({ connection, context: 'escalation', time }),
    inject: [MONGO, DATABASE_TIME],
  },
  { provide: PLAN_COPIES, useFactory: (mongo: Connection) => new MongoPlanCopies(mongo), inject: [MONGO] },
  { provide: PARKING_LOT, useFactory: (mongo: Connection) => new MongoParkingLot(mongo), inject: [MONGO] },
  { provide: DUE_TIMES, useFactory: (mongo: Connection) => new MongoDueTimeStore(mongo), inject: [MONGO] },
];

const messaging = (config: EscalationConfig): Provider[] => [
  { provide: TO_PUBLISHED, useValue: (commit: StoredCommit) => publishedCommit(commit, published) },
  {
    provide: KAFKA,
    useFactory: (logger: RuntimeLog) =>
      createKafka({ brokers: config.kafkaBrokers, clientId: 'redress-escalation', logger }),
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
            { url: ownerUrl(config, context), secret: config.internalSecret, service: 'escalation' },
            signal,
          ),
        onFatal: endProcess(logger),
        onAlarm: (alarm) => logger.error(alarm, 'a consumer raised an alarm'),
      }),
    inject: [KAFKA, PARKING_LOT, Reacting, RUNTIME_LOG],
  },
];

const operations = (config: EscalationConfig): Provider[] => [
  { provide: CONSUMERS, useFactory: (consumer: KafkaCommitConsumer) => [consumer], inject: [CONSUMER] },
  {
    provide: RELAY_OPERATIONS,
    useFactory: (mongo: Connection, store: MongoEventStore, kafka: Kafka) =>
      relayOperations(mongo, {
        store,
        topic: (signal) =>
          readTopic({
            kafka,
            context: 'escalation',
            topicPrefix: config.topicPrefix,
            validate: assertReadable,
            signal,
          }),
      }),
    inject: [MONGO, EVENT_STORE, KAFKA],
  },
];

const timing = (config: EscalationConfig): Provider[] => [
  {
    provide: TIMERS,
    useFactory: (store: DueTimeStore, clock: Clock, watches: WatchTimer, logger: RuntimeLog) =>
      createTimers({
        redis: config.redisUrl,
        queueName: `${config.dbPrefix}-escalation-timers`,
        store,
        clock,
        fire: (timer) => watches.fire(timer),
        onFatal: endProcess(logger),
        onError: (error, timer) => logger.warn({ error: error.message, timerId: timer?.timerId }, 'a timer failed'),
      }),
    inject: [DUE_TIMES, CLOCK, WatchTimer, RUNTIME_LOG],
  },
  {
    provide: DUE_TIMES_TAIL,
    useFactory: (mongo: Connection, store: MongoEventStore, watches: WatchTimer, timers: Timers, logger: RuntimeLog) =>
      createTail(mongo, {
        name: 'due-times',
        store,
        maxBatch: 50,
        logger,
        handle: async (commits) => {
          const owners = await watches.dueAfter(commits);
          await Promise.all(owners.map(({ ownerId, version, due }) => timers.sync(ownerId, version, due)));
        },
      }),
    inject: [MONGO, EVENT_STORE, WatchTimer, TIMERS, RUNTIME_LOG],
  },
];

/** The service's adapters, and nobody else's choice. */
export const adapters = (config: EscalationConfig): Provider[] => [
  ...stores(config),
  ...messaging(config),
  ...operations(config),
  ...timing(config),
];
