import { Inject, Injectable, type OnApplicationShutdown, type OnModuleInit, type Provider } from '@nestjs/common';
import { assertPrimary, DatabaseTime, MongoEventStore, openStoreConnection } from '@redress/event-store';
import { MongoParkingLot } from '@redress/parking';
import { MongoPlanCopies } from '@redress/plan-copies';
import {
  CLOCK,
  EVENT_STORE,
  measureAppends,
  measureClock,
  measureDependency,
  METRICS,
  PARKING_LOT,
  PLAN_COPIES,
  ReadinessChecks,
  serviceClock,
  type Metrics,
} from '@redress/platform';
import { DATABASE_TIME, MONGO } from './injection-tokens';
import type { WritingService } from './writing-service';

/** A connection to the service's own database. */
export type Mongo = Awaited<ReturnType<typeof openStoreConnection>>;

/** Something in the database that has to be made ready (indexes) before it is used. */
interface Prepared {
  prepare(): Promise<void>;
}

/** Makes a part of the database ready and gives it back. */
export const prepared = async <T extends Prepared>(part: T): Promise<T> => {
  await part.prepare();
  return part;
};

/** The service's own database and its clock; nothing is injected before it is ready. */
export const storing = ({ context, config }: WritingService): Provider[] => [
  { provide: MONGO, useFactory: () => openStoreConnection(config.mongodbUri, `${config.dbPrefix}_${context}`) },
  { provide: DATABASE_TIME, useFactory: (mongo: Mongo) => DatabaseTime.start(mongo), inject: [MONGO] },
  { provide: CLOCK, useFactory: (time: DatabaseTime) => serviceClock(time, config), inject: [DATABASE_TIME] },
  {
    provide: EVENT_STORE,
    useFactory: async (connection: Mongo, time: DatabaseTime, metrics: Metrics) => {
      const store = new MongoEventStore({ connection, context, time, onAppend: measureAppends(metrics) });
      await store.migrate();
      await store.assertReady();
      return store;
    },
    inject: [MONGO, DATABASE_TIME, METRICS],
  },
  { provide: PLAN_COPIES, useFactory: (mongo: Mongo) => prepared(new MongoPlanCopies(mongo)), inject: [MONGO] },
  { provide: PARKING_LOT, useFactory: (mongo: Mongo) => prepared(new MongoParkingLot(mongo)), inject: [MONGO] },
];

/** Tells readiness about the database, and closes it after the last request. */
@Injectable()
export class Stores implements OnModuleInit, OnApplicationShutdown {
  constructor(
    @Inject(MONGO) private readonly mongo: Mongo,
    @Inject(DATABASE_TIME) private readonly time: DatabaseTime,
    @Inject(METRICS) private readonly metrics: Metrics,
    private readonly readiness: ReadinessChecks,
  ) {}

  onModuleInit(): void {
    this.readiness.add('mongo', () => assertPrimary(this.mongo));
    measureDependency(this.metrics, 'mongo', () => assertPrimary(this.mongo));
    measureClock(this.metrics, this.time);
  }

  async onApplicationShutdown(): Promise<void> {
    this.time.stop();
    await this.mongo.close();
  }
}
