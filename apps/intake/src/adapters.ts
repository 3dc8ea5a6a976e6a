import type { Provider } from '@nestjs/common';
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
import { keyEncryptionFrom, keyEncryptionFromFile, MongoVault } from '@redress/personal-data';
import { MongoPlanCopies } from '@redress/plan-copies';
import {
  CLOCK,
  CONSUMERS,
  EVENT_STORE,
  fetchStream,
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
import { COMPLAINT_NUMBERS } from './commands/complaint-numbers';
import { MongoComplaintNumbers } from './commands/mongo-complaint-numbers';
import { PERSON_VAULT, type PersonVault } from './commands/person-vault';
import { kekSource, type IntakeConfig } from './config';
import { consumerGroup, heardContexts, Hearing } from './consumers/hearing';
import { CONSUMER, DATABASE_TIME, KAFKA, MONGO, PUBLISHER, RELAY } from './injection-tokens';
import { erasingPublisher } from './relay/erasing-publisher';
import { toMessage, type IntakeEvent } from './relay/to-message';

/** What cannot go on ends the process: whoever supervises it starts it again, and nothing is lost by that. */
const endProcess = (log: RuntimeLog) => (error: Error) => {
  log.error({ error: error.message }, 'the service cannot go on');
  process.exit(1);
};

/** The store gives back what intake's own deciders wrote. */
const published = (event: VersionedEvent): VersionedEvent | null => toMessage(event as IntakeEvent);

const makeVault = async (config: IntakeConfig, mongo: Connection): Promise<MongoVault> => {
  const source = kekSource(config);
  const kek = 'file' in source ? await keyEncryptionFromFile(source.file) : keyEncryptionFrom(source.base64);
  return new MongoVault(mongo, kek);
};

const stores = (config: IntakeConfig): Provider[] => [
  { provide: MONGO, useFactory: () => openStoreConnection(config.mongodbUri, `${config.dbPrefix}_intake`) },
  { provide: DATABASE_TIME, useFactory: (mongo: Connection) => DatabaseTime.start(mongo), inject: [MONGO] },
  {
    provide: CLOCK,
    useFactory: (time: DatabaseTime) => serviceClock(time, config),
    inject: [DATABASE_TIME],
  },
  {
    provide: EVENT_STORE,
    useFactory: (connection: Connection, time: DatabaseTime) =>
      new MongoEventStore({ connection, context: 'intake', time }),
    inject: [MONGO, DATABASE_TIME],
  },
  { provide: PLAN_COPIES, useFactory: (mongo: Connection) => new MongoPlanCopies(mongo), inject: [MONGO] },
  { provide: PARKING_LOT, useFactory: (mongo: Connection) => new MongoParkingLot(mongo), inject: [MONGO] },
  { provide: COMPLAINT_NUMBERS, useFactory: (mongo: Connection) => new MongoComplaintNumbers(mongo), inject: [MONGO] },
  { provide: PERSON_VAULT, useFactory: (mongo: Connection) => makeVault(config, mongo), inject: [MONGO] },
  { provide: PERSON_KEYS, useExisting: PERSON_VAULT },
];

const messaging = (config: IntakeConfig): Provider[] => [
  { provide: TO_PUBLISHED, useValue: (commit: StoredCommit) => publishedCommit(commit, published) },
  {
    provide: KAFKA,
    useFactory: (logger: RuntimeLog) =>
      createKafka({ brokers: config.kafkaBrokers, clientId: 'redress-intake', logger }),
    inject: [RUNTIME_LOG],
  },
  {
    provide: PUBLISHER,
    useFactory: (kafka: Kafka, logger: RuntimeLog, vault: PersonVault) => {
      const publisher = createPublisher({
        kafka,
        validate: assertPublishable,
        topicPrefix: config.topicPrefix,
        logger,
      });
      return erasingPublisher(publisher, vault);
    },
    inject: [KAFKA, RUNTIME_LOG, PERSON_VAULT],
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
        groupId: consumerGroup,
        contexts: heardContexts,
        maxBatch: 1,
        topicPrefix: config.topicPrefix,
        validate: assertReadable,
        handle: (commits) => hearing.hear(commits),
        fetchMissing: ({ streamId, fromVersion, toVersion }, signal) =>
          fetchStream(
            streamId,
            { from: fromVersion, to: toVersion },
            { url: config.planningUrl, secret: config.internalSecret, service: 'intake' },
            signal,
          ),
        onFatal: endProcess(logger),
        onAlarm: (alarm) => logger.error(alarm, 'a consumer raised an alarm'),
      }),
    inject: [KAFKA, PARKING_LOT, Hearing, RUNTIME_LOG],
  },
];

const operations = (config: IntakeConfig): Provider[] => [
  { provide: CONSUMERS, useFactory: (consumer: KafkaCommitConsumer) => [consumer], inject: [CONSUMER] },
  {
    provide: RELAY_OPERATIONS,
    useFactory: (mongo: Connection, store: MongoEventStore, kafka: Kafka) =>
      relayOperations(mongo, {
        store,
        topic: (signal) =>
          readTopic({
            kafka,
            context: 'intake',
            topicPrefix: config.topicPrefix,
            validate: assertReadable,
            signal,
          }),
      }),
    inject: [MONGO, EVENT_STORE, KAFKA],
  },
];

/** The service's adapters, and nobody else's choice. */
export const adapters = (config: IntakeConfig): Provider[] => [
  ...stores(config),
  ...messaging(config),
  ...operations(config),
];
