import { Module, type DynamicModule } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { assertPublishable, assertReadable } from '@redress/contracts';
import { DatabaseTime, MongoEventStore, openStoreConnection } from '@redress/event-store';
import type { VersionedEvent } from '@redress/kernel';
import { createKafka, createPublisher, readTopic } from '@redress/messaging';
import type { PlanEvent } from '@redress/plan';
import {
  CLOCK,
  EVENT_STORE,
  measureAppends,
  METRICS,
  RELAY_OPERATIONS,
  RelayController,
  RUNTIME_LOG,
  serviceClock,
  StoreController,
  StreamsController,
  TO_PUBLISHED,
  type Metrics,
  type RuntimeLog,
} from '@redress/platform';
import { createRelay, createTail, publishedCommit, relayOperations, type RelayOperations } from '@redress/relay';
import type { Connection } from 'mongoose';
import { PublishPlanHandler } from './commands/publish-plan.handler';
import type { PlanningConfig } from './config';
import { ComplaintProcessController } from './http/complaint-process.controller';
import { DefaultPlanController } from './http/default-plan.controller';
import { PlanVersions } from './http/plan-versions';
import { PlansController } from './http/plans.controller';
import { PlanningProcesses, PROCESSES, type Processes } from './planning-processes';
import { PlanRegister } from './register/plan-register';
import { toMessage } from './relay/to-message';

const MONGO = Symbol('MONGO');
const DATABASE_TIME = Symbol('DATABASE_TIME');

/** The store holds what the plan decider wrote, and nothing else. */
const published = (event: VersionedEvent): VersionedEvent => toMessage(event as PlanEvent & VersionedEvent);

const openStore = async (connection: Connection, time: DatabaseTime, metrics: Metrics): Promise<MongoEventStore> => {
  const store = new MongoEventStore({ connection, context: 'planning', time, onAppend: measureAppends(metrics) });
  await store.migrate();
  await store.assertReady();
  return store;
};

const openRegister = async (connection: Connection): Promise<PlanRegister> => {
  const register = new PlanRegister(connection);
  await register.prepare();
  return register;
};

interface Stores {
  readonly mongo: Connection;
  readonly time: DatabaseTime;
  readonly store: MongoEventStore;
  readonly register: PlanRegister;
}

const makeProcesses = (
  config: PlanningConfig,
  { mongo, time, store, register }: Stores,
  logger: RuntimeLog,
): Processes => {
  const { kafkaBrokers: brokers, topicPrefix } = config;
  const kafka = createKafka({ brokers, clientId: 'redress-planning', logger });
  const publisher = createPublisher({ kafka, validate: assertPublishable, topicPrefix, logger });
  const tails = [
    createRelay(mongo, { store, publisher, toMessage: published, logger }),
    createTail(mongo, { name: 'plan-register', store, handle: (commits) => register.follow(commits), logger }),
  ];
  return { mongo, time, kafka, topicPrefix, publisher, tails };
};

const operations = (
  { topicPrefix }: PlanningConfig,
  mongo: Connection,
  store: MongoEventStore,
  { kafka }: Processes,
): RelayOperations =>
  relayOperations(mongo, {
    store,
    topic: (signal) => readTopic({ kafka, context: 'planning', topicPrefix, validate: assertReadable, signal }),
  });

/** Planning: plan files become plan versions, and the versions go to everybody. The only file that picks adapters. */
@Module({})
export class PlanningModule {
  static for(config: PlanningConfig): DynamicModule {
    return {
      module: PlanningModule,
      imports: [CqrsModule.forRoot()],
      controllers: [
        PlansController,
        ComplaintProcessController,
        DefaultPlanController,
        StreamsController,
        StoreController,
        RelayController,
      ],
      providers: [
        { provide: MONGO, useFactory: () => openStoreConnection(config.mongodbUri, `${config.dbPrefix}_planning`) },
        { provide: DATABASE_TIME, useFactory: (mongo: Connection) => DatabaseTime.start(mongo), inject: [MONGO] },
        { provide: CLOCK, useFactory: (time: DatabaseTime) => serviceClock(time, config), inject: [DATABASE_TIME] },
        { provide: EVENT_STORE, useFactory: openStore, inject: [MONGO, DATABASE_TIME, METRICS] },
        { provide: PlanRegister, useFactory: openRegister, inject: [MONGO] },
        {
          provide: TO_PUBLISHED,
          useValue: (commit: Parameters<typeof publishedCommit>[0]) => publishedCommit(commit, published),
        },
        {
          provide: PROCESSES,
          useFactory: (
            mongo: Connection,
            time: DatabaseTime,
            store: MongoEventStore,
            register: PlanRegister,
            log: RuntimeLog,
          ) => makeProcesses(config, { mongo, time, store, register }, log),
          inject: [MONGO, DATABASE_TIME, EVENT_STORE, PlanRegister, RUNTIME_LOG],
        },
        {
          provide: RELAY_OPERATIONS,
          useFactory: (mongo: Connection, store: MongoEventStore, processes: Processes) =>
            operations(config, mongo, store, processes),
          inject: [MONGO, EVENT_STORE, PROCESSES],
        },
        PlanVersions,
        PublishPlanHandler,
        PlanningProcesses,
      ],
    };
  }
}
