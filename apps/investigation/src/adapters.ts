import type { Provider } from '@nestjs/common';
import type { CaseEvent } from '@redress/case';
import { assertPublishable, assertReadable } from '@redress/contracts';
import { DatabaseTime, MongoEventStore, openStoreConnection, type StoredCommit } from '@redress/event-store';
import type { VersionedEvent } from '@redress/kernel';
import {
  createConsumer,
  createKafka,
  createPublisher,
  readTopic,
  type CommitPublisher,
  type KafkaCommitConsumer,
} from '@redress/messaging';
import { MongoParkingLot, type ParkingLot } from '@redress/parking';
import { RemotePersonKeys } from '@redress/personal-data';
import { MongoPlanCopies } from '@redress/plan-copies';
import {
  CLOCK,
  CONSUMERS,
  EVENT_STORE,
  fetchStream,
  internalToken,
  PARKING_LOT,
  PERSON_KEYS,
  PLAN_COPIES,
  RELAY_OPERATIONS,
  RUNTIME_LOG,
  serviceClock,
  TO_PUBLISHED,
  type RuntimeLog,
} from '@redress/platform';
import { createRelay, publishedCommit, relayOperations } from '@redress/relay';
import type { Kafka } from 'kafkajs';
import type { Connection } from 'mongoose';
import { KNOWN_COMPLAINTS } from './commands/known-complaints';
import { MongoKnownComplaints } from './commands/mongo-known-complaints';
import { heardContexts, ownerUrl, type InvestigationConfig } from './config';
import { Hearing } from './consumers/hearing';
import { reactionGroup } from './consumers/reaction';
import { CONSUMER, DATABASE_TIME, KAFKA, MONGO, PUBLISHER, RELAY } from './injection-tokens';
import { toMessage } from './relay/to-message';

/** What cannot go on ends the process: whoever supervises it starts it again, and nothing is lost by that. */
const endProcess = (log: RuntimeLog) => (error: Error) => {
  log.error({ error: error.message }, 'the service cannot go on');
  process.exit(1);
};

/** The store gives back what the service's own decider wrote. */
const published = (event: VersionedEvent): VersionedEvent | null => toMessage(event as CaseEvent);

const stores = (config: InvestigationConfig): Provider[] => [
  { provide: MONGO, useFactory: () => openStoreConnection(config.mongodbUri, `${config.dbPrefix}_investigation`) },
  { provide: DATABASE_TIME, useFactory: (mongo: Connection) => DatabaseTime.start(mongo), inject: [MONGO] },
  {
    provide: CLOCK,
    useFactory: (time: DatabaseTime) => serviceClock(time, config),
    inject: [DATABASE_TIME],
  },
  {
    provide: EVENT_STORE,
    useFactory: (connection: Connection, time: DatabaseTime) =>
      new MongoEventStore({ connection, context: 'investigation', time }),
    inject: [MONGO, DATABASE_TIME],
  },
  { provide: PLAN_COPIES, useFactory: (mongo: Connection) => new MongoPlanCopies(mongo), inject: [MONGO] },
  { provide: PARKING_LOT, useFactory: (mongo: Connection) => new MongoParkingLot(mongo), inject: [MONGO] },
  { provide: KNOWN_COMPLAINTS, useFactory: (mongo: Connection) => new MongoKnownComplaints(mongo), inject: [MONGO] },
  {
    provide: PERSON_KEYS,
    useFactory: () =>
      new RemotePersonKeys({
        intakeUrl: config.intakeUrl,
        token: () => internalToken(config.internalSecret, 'investigation'),
      }),
  },
];

const messaging = (config: InvestigationConfig): Provider[] => [
  { provide: TO_PUBLISHED, useValue: (commit: StoredCommit) => publishedCommit(commit, published) },
  {
    provide: KAFKA,
    useFactory: (logger: RuntimeLog) =>
      createKafka({ brokers: config.kafkaBrokers, clientId: 'redress-investigation', logger }),
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
    useFactory: (kafka: Kafka, parking: ParkingLot, hearing: Hearing, logger: RuntimeLog) =>
      createConsumer({
        kafka,
        parking,
        logger,
        groupId: reactionGroup,
        contexts: heardContexts,
        maxBatch: 1,
        topicPrefix: config.topicPrefix,
        validate: assertReadable,
        handle: (commits) => hearing.hear(commits),
        fetchMissing: ({ context, streamId, fromVersion, toVersion }, signal) =>
          fetchStream(
            streamId,
            { from: fromVersion, to: toVersion },
            { url: ownerUrl(config, context), secret: config.internalSecret, service: 'investigation' },
            signal,
          ),
        onFatal: endProcess(logger),
        onAlarm: (alarm) => logger.error(alarm, 'a consumer raised an alarm'),
      }),
    inject: [KAFKA, PARKING_LOT, Hearing, RUNTIME_LOG],
  },
];

const operations = (config: InvestigationConfig): Provider[] => [
  { provide: CONSUMERS, useFactory: (consumer: KafkaCommitConsumer) => [consumer], inject: [CONSUMER] },
  {
    provide: RELAY_OPERATIONS,
    useFactory: (mongo: Connection, store: MongoEventStore, kafka: Kafka) =>
      relayOperations(mongo, {
        store,
        topic: (signal) =>
          readTopic({
            kafka,
            context: 'investigation',
            topicPrefix: config.topicPrefix,
            validate: assertReadable,
            signal,
          }),
      }),
    inject: [MONGO, EVENT_STORE, KAFKA],
  },
];

/** The service's adapters, and nobody else's choice. */
export const adapters = (config: InvestigationConfig): Provider[] => [
  ...stores(config),
  ...messaging(config),
  ...operations(config),
];
