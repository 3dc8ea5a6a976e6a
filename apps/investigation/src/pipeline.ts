import {
  Inject,
  Injectable,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
  type OnModuleInit,
} from '@nestjs/common';
import { assertPrimary, type DatabaseTime, type MongoEventStore } from '@redress/event-store';
import { createTopics, retrying, type CommitPublisher, type KafkaCommitConsumer } from '@redress/messaging';
import type { MongoParkingLot } from '@redress/parking';
import type { MongoPlanCopies } from '@redress/plan-copies';
import {
  CONFIG,
  EVENT_STORE,
  measureConsumers,
  measureTails,
  METRICS,
  PARKING_LOT,
  PLAN_COPIES,
  ReadinessChecks,
} from '@redress/platform';
import type { MongoTail } from '@redress/relay';
import type { Kafka } from 'kafkajs';
import type { Connection } from 'mongoose';
import type { Registry } from 'prom-client';
import { heardContexts, type InvestigationConfig } from './config';
import { CONSUMER, DATABASE_TIME, KAFKA, MONGO, PUBLISHER, RELAY } from './injection-tokens';

/** The service's own database: made ready before the first request, closed after the last. */
@Injectable()
export class Stores implements OnModuleInit, OnApplicationShutdown {
  constructor(
    @Inject(MONGO) private readonly mongo: Connection,
    @Inject(DATABASE_TIME) private readonly time: DatabaseTime,
    @Inject(EVENT_STORE) private readonly store: MongoEventStore,
    @Inject(PLAN_COPIES) private readonly plans: MongoPlanCopies,
    @Inject(PARKING_LOT) private readonly parking: MongoParkingLot,
  ) {}

  @Inject() private readonly readiness: ReadinessChecks;

  async onModuleInit(): Promise<void> {
    await this.store.migrate();
    await this.store.assertReady();
    await Promise.all([this.plans.prepare(), this.parking.prepare()]);
    this.readiness.add('mongo', () => assertPrimary(this.mongo));
  }

  async onApplicationShutdown(): Promise<void> {
    this.time.stop();
    await this.mongo.close();
  }
}

/** What runs beside the requests: hears and publishes, until the service stops. */
@Injectable()
export class Pipeline implements OnModuleInit, OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly stopping = new AbortController();

  constructor(
    @Inject(KAFKA) private readonly kafka: Kafka,
    @Inject(CONSUMER) private readonly consumer: KafkaCommitConsumer,
    @Inject(RELAY) private readonly relay: MongoTail,
    @Inject(PUBLISHER) private readonly publisher: CommitPublisher,
    @Inject(CONFIG) private readonly config: InvestigationConfig,
  ) {}

  @Inject() private readonly readiness: ReadinessChecks;
  @Inject(METRICS) private readonly metrics: Registry;

  onModuleInit(): void {
    measureTails(this.metrics, [this.relay]);
    measureConsumers(this.metrics, [this.consumer]);
    this.readiness.add('kafka', () =>
      this.consumer.health().running
        ? Promise.resolve()
        : Promise.reject(new Error('the other services cannot be heard')),
    );
  }

  /** Without Kafka the service starts all the same: what waits is sent when it is back (invariant 21). */
  async onApplicationBootstrap(): Promise<void> {
    const { signal } = this.stopping;
    const topics = () =>
      createTopics(this.kafka, this.config.topicPrefix, { contexts: ['investigation', ...heardContexts] });
    void retrying(topics, { signal }).catch(() => undefined);
    await Promise.all([this.relay.start(), this.consumer.start()]);
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopping.abort();
    await this.consumer.stop();
    await this.relay.stop();
    await this.publisher.stop();
  }
}
