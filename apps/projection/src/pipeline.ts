import {
  Inject,
  Injectable,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
  type OnModuleInit,
} from '@nestjs/common';
import { assertPrimary } from '@redress/event-store';
import { createTopics, retrying, type KafkaCommitConsumer } from '@redress/messaging';
import type { MongoParkingLot } from '@redress/parking';
import {
  CONFIG,
  CONSUMERS,
  measureConsumers,
  measureDependency,
  METRICS,
  PARKING_LOT,
  ReadinessChecks,
} from '@redress/platform';
import type { ProjectionEngine } from '@redress/projections';
import type { Kafka } from 'kafkajs';
import type { Connection } from 'mongoose';
import type { Registry } from 'prom-client';
import { heard, type ProjectionConfig } from './config';
import { ENGINE, FEED, KAFKA, MONGO, NARRATIVES } from './injection-tokens';
import type { Narratives } from './narratives/narratives';
import type { SiteFeed } from './queries/site-events';
import { measureRebuild } from './rebuild/rebuild-metrics';
import { Rebuilding } from './rebuild/rebuilding';

/** The service's own database: made ready before the first request, closed after the last. */
@Injectable()
export class Stores implements OnModuleInit, OnApplicationShutdown {
  /** The models were built by an older release. */
  rebuildDue = false;

  constructor(
    @Inject(MONGO) private readonly mongo: Connection,
    @Inject(ENGINE) private readonly engine: ProjectionEngine,
    @Inject(NARRATIVES) private readonly narratives: Narratives,
    @Inject(PARKING_LOT) private readonly parking: MongoParkingLot,
    private readonly readiness: ReadinessChecks,
  ) {}

  @Inject(METRICS) private readonly metrics: Registry;

  async onModuleInit(): Promise<void> {
    const [{ rebuildDue }] = await Promise.all([
      this.engine.prepare(),
      this.narratives.prepare(),
      this.parking.prepare(),
    ]);
    this.rebuildDue = rebuildDue;
    this.readiness.add('mongo', () => assertPrimary(this.mongo));
    measureDependency(this.metrics, 'mongo', () => assertPrimary(this.mongo));
  }

  async onApplicationShutdown(): Promise<void> {
    await this.mongo.close();
  }
}

/** What runs beside the requests: fills the models and tells what changes, until the service stops. */
@Injectable()
export class Pipeline implements OnModuleInit, OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly stopping = new AbortController();

  constructor(
    @Inject(KAFKA) private readonly kafka: Kafka,
    @Inject(CONSUMERS) private readonly consumers: readonly KafkaCommitConsumer[],
    @Inject(FEED) private readonly feed: SiteFeed,
    @Inject(CONFIG) private readonly config: ProjectionConfig,
    private readonly stores: Stores,
  ) {}

  @Inject() private readonly rebuilding: Rebuilding;
  @Inject() private readonly readiness: ReadinessChecks;
  @Inject(METRICS) private readonly metrics: Registry;
  @Inject(PARKING_LOT) private readonly parking: MongoParkingLot;
  @Inject(ENGINE) private readonly engine: ProjectionEngine;

  onModuleInit(): void {
    measureConsumers(this.metrics, this.consumers, this.parking);
    measureRebuild(this.metrics, this.engine);
    this.readiness.add('kafka', () =>
      this.consumers.every((consumer) => consumer.health().running)
        ? Promise.resolve()
        : Promise.reject(new Error('nothing new can be heard of')),
    );
  }

  /** Without Kafka the service starts all the same, and shows what it knew. */
  async onApplicationBootstrap(): Promise<void> {
    const { signal } = this.stopping;
    void retrying(() => createTopics(this.kafka, this.config.topicPrefix, { contexts: heard }), { signal }).catch(
      () => undefined,
    );
    this.feed.start();
    await Promise.all(this.consumers.map((consumer) => consumer.start()));
    if (this.stores.rebuildDue) void this.rebuilding.untilCurrent();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopping.abort();
    await Promise.all([this.feed.stop(), ...this.consumers.map((consumer) => consumer.stop())]);
  }
}
