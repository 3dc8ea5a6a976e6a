import {
  Inject,
  Injectable,
  Optional,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
  type OnModuleInit,
} from '@nestjs/common';
import type { DatabaseTime } from '@redress/event-store';
import {
  createTopics,
  retrying,
  type CommitPublisher,
  type KafkaCommitConsumer,
  type KafkaCommitPublisher,
} from '@redress/messaging';
import type { ParkingLot } from '@redress/parking';
import {
  CONFIG,
  measureConsumers,
  measureDependency,
  measurePublisher,
  measureTails,
  measureTimers,
  METRICS,
  PARKING_LOT,
  ReadinessChecks,
  type BackedServiceConfig,
  type Metrics,
} from '@redress/platform';
import type { MongoTail } from '@redress/relay';
import type { Timers } from '@redress/timers';
import { CONSUMER, DATABASE_TIME, KAFKA, KAFKA_PUBLISHER, PUBLISHER, TAILS, TIMERS } from './injection-tokens';
import type { Kafka } from './publishing';

/** What runs beside the requests: hears, publishes and rings, until the service stops. */
@Injectable()
export class Pipeline implements OnModuleInit, OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly stopping = new AbortController();
  private heard = false;

  constructor(
    @Inject(KAFKA) private readonly kafka: Kafka,
    @Inject(CONSUMER) private readonly consumer: KafkaCommitConsumer,
    @Inject(TAILS) private readonly tails: readonly MongoTail[],
    @Inject(PUBLISHER) private readonly publisher: CommitPublisher,
    @Optional() @Inject(TIMERS) private readonly timers?: Timers,
  ) {}

  @Inject(CONFIG) private readonly config: BackedServiceConfig;
  @Inject() private readonly readiness: ReadinessChecks;
  @Inject(METRICS) private readonly metrics: Metrics;
  @Inject(KAFKA_PUBLISHER) private readonly kafkaPublisher: KafkaCommitPublisher;
  @Inject(PARKING_LOT) private readonly parking: ParkingLot;
  @Inject(DATABASE_TIME) private readonly time: DatabaseTime;

  /** Ready once it has heard the others; from then on it works without Kafka and must not be taken for dead. */
  onModuleInit(): void {
    this.measure();
    this.readiness.add('kafka', () => {
      this.heard ||= this.consumer.health().running;
      return this.heard ? Promise.resolve() : Promise.reject(new Error('the other services are not heard yet'));
    });
  }

  /** Without Kafka or Redis the service starts all the same: what waits is done when they are back (invariant 21). */
  async onApplicationBootstrap(): Promise<void> {
    const { signal } = this.stopping;
    void retrying(() => createTopics(this.kafka, this.config.topicPrefix), { signal }).catch(() => undefined);
    await Promise.all([...this.tails.map((tail) => tail.start()), this.consumer.start()]);
    this.timers?.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopping.abort();
    await Promise.all([this.consumer.stop(), this.timers?.stop()]);
    await Promise.all(this.tails.map((tail) => tail.stop()));
    await this.publisher.stop();
  }

  private measure(): void {
    const { metrics, timers } = this;
    measureTails(metrics, this.tails, this.time);
    measurePublisher(metrics, this.kafkaPublisher);
    measureConsumers(metrics, [this.consumer], this.parking);
    if (!timers) return;
    measureTimers(metrics, timers);
    measureDependency(metrics, 'redis', () => timers.ping());
  }
}
