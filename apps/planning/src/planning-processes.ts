import {
  Inject,
  Injectable,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import { assertPrimary, type DatabaseTime } from '@redress/event-store';
import { createTopics, retrying, type KafkaCommitPublisher } from '@redress/messaging';
import {
  measureClock,
  measureDependency,
  measurePublisher,
  measureTails,
  METRICS,
  ReadinessChecks,
} from '@redress/platform';
import type { MongoTail } from '@redress/relay';
import type { Kafka } from 'kafkajs';
import type { Connection } from 'mongoose';
import type { Registry } from 'prom-client';

/** What runs in a planning process beside its requests. */
export interface Processes {
  readonly mongo: Connection;
  readonly time: DatabaseTime;
  readonly kafka: Kafka;
  readonly topicPrefix: string;
  readonly publisher: KafkaCommitPublisher;
  /** The relay to Kafka and the register of plans, both tails of the own store. */
  readonly tails: readonly MongoTail[];
}

/** Injects the Processes. */
export const PROCESSES = Symbol('PROCESSES');

/** Starts what runs beside the requests and ends it in order: tails, publisher, then the connections. */
@Injectable()
export class PlanningProcesses implements OnApplicationBootstrap, BeforeApplicationShutdown, OnApplicationShutdown {
  private readonly stopping = new AbortController();
  private topics: Promise<void> = Promise.resolve();

  constructor(
    @Inject(PROCESSES) private readonly parts: Processes,
    @Inject(METRICS) private readonly metrics: Registry,
    private readonly readiness: ReadinessChecks,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    const { mongo, kafka, topicPrefix, tails } = this.parts;
    this.measure();
    this.readiness.add('mongo', () => assertPrimary(mongo));
    // Kafka may be away: plans are published all the same, the relay sends them when it is back (invariant 21).
    const { signal } = this.stopping;
    this.topics = retrying(() => createTopics(kafka, topicPrefix, { contexts: ['planning'] }), { signal }).catch(
      () => undefined,
    );
    await Promise.all(tails.map((tail) => tail.start()));
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopping.abort();
    await Promise.all([this.topics, ...this.parts.tails.map((tail) => tail.stop())]);
    await this.parts.publisher.stop();
  }

  async onApplicationShutdown(): Promise<void> {
    this.parts.time.stop();
    await this.parts.mongo.close();
  }

  private measure(): void {
    const { mongo, time, publisher, tails } = this.parts;
    measureDependency(this.metrics, 'mongo', () => assertPrimary(mongo));
    measureClock(this.metrics, time);
    measureTails(this.metrics, tails, time);
    measurePublisher(this.metrics, publisher);
  }
}
