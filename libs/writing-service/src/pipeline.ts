import {
  Inject,
  Injectable,
  Optional,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
  type OnModuleInit,
} from '@nestjs/common';
import { createTopics, retrying, type CommitPublisher, type KafkaCommitConsumer } from '@redress/messaging';
import {
  CONFIG,
  measureConsumers,
  measureTails,
  METRICS,
  ReadinessChecks,
  type BackedServiceConfig,
} from '@redress/platform';
import type { MongoTail } from '@redress/relay';
import type { Timers } from '@redress/timers';
import { CONSUMER, KAFKA, PUBLISHER, TAILS, TIMERS } from './injection-tokens';
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
  @Inject(METRICS) private readonly metrics: Parameters<typeof measureTails>[0];

  /** Ready once it has heard the others; from then on it works without Kafka and must not be taken for dead. */
  onModuleInit(): void {
    measureTails(this.metrics, this.tails);
    measureConsumers(this.metrics, [this.consumer]);
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
}
