import {
  Inject,
  Injectable,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
  type OnModuleInit,
} from '@nestjs/common';
import type { MongoDueTimeStore } from '@redress/due-times';
import { assertPrimary, type DatabaseTime, type MongoEventStore } from '@redress/event-store';
import { createTopics, retrying, type KafkaCommitConsumer, type KafkaCommitPublisher } from '@redress/messaging';
import type { MongoParkingLot } from '@redress/parking';
import {
  CONFIG,
  EVENT_STORE,
  measureConsumers,
  measureTails,
  METRICS,
  PARKING_LOT,
  ReadinessChecks,
} from '@redress/platform';
import type { MongoTail } from '@redress/relay';
import type { Timers } from '@redress/timers';
import type { Kafka } from 'kafkajs';
import type { Connection } from 'mongoose';
import type { Registry } from 'prom-client';
import type { Channel } from './channels/channel';
import type { MongoInbox } from './channels/mongo-inbox';
import type { NotificationConfig } from './config';
import type { MongoKnownKinds } from './contacts/mongo-known-kinds';
import {
  CHANNELS,
  CONSUMER,
  DATABASE_TIME,
  DUE_TIMES,
  DUE_TIMES_TAIL,
  INBOX,
  KAFKA,
  KNOWN_KINDS,
  MONGO,
  PUBLISHER,
  RELAY,
  TIMERS,
} from './injection-tokens';

/** The service's own database: made ready before the first request, closed after the last. */
@Injectable()
export class Stores implements OnModuleInit, OnApplicationShutdown {
  constructor(
    @Inject(MONGO) private readonly mongo: Connection,
    @Inject(DATABASE_TIME) private readonly time: DatabaseTime,
    @Inject(EVENT_STORE) private readonly store: MongoEventStore,
    @Inject(PARKING_LOT) private readonly parking: MongoParkingLot,
    @Inject(INBOX) private readonly inbox: MongoInbox,
  ) {}

  @Inject(DUE_TIMES) private readonly dueTimes: MongoDueTimeStore;
  @Inject(KNOWN_KINDS) private readonly kinds: MongoKnownKinds;
  @Inject(CHANNELS) private readonly channels: readonly Channel[];
  @Inject() private readonly readiness: ReadinessChecks;

  async onModuleInit(): Promise<void> {
    await this.store.migrate();
    await this.store.assertReady();
    await Promise.all([this.parking, this.dueTimes, this.inbox, this.kinds].map((part) => part.prepare()));
    this.readiness.add('mongo', () => assertPrimary(this.mongo));
  }

  async onApplicationShutdown(): Promise<void> {
    for (const channel of this.channels) channel.close?.();
    this.time.stop();
    await this.mongo.close();
  }
}

/** What runs beside the requests: hears, publishes and rings, until the service stops. */
@Injectable()
export class Pipeline implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly stopping = new AbortController();

  constructor(
    @Inject(CONSUMER) private readonly consumer: KafkaCommitConsumer,
    @Inject(RELAY) private readonly relay: MongoTail,
    @Inject(DUE_TIMES_TAIL) private readonly dueTimes: MongoTail,
    @Inject(TIMERS) private readonly timers: Timers,
    @Inject(PUBLISHER) private readonly publisher: KafkaCommitPublisher,
  ) {}

  @Inject(KAFKA) private readonly kafka: Kafka;
  @Inject(CONFIG) private readonly config: NotificationConfig;
  @Inject(METRICS) private readonly metrics: Registry;

  /** Without Kafka or Redis the service starts all the same: what waits is done when they are back (invariant 21). */
  async onApplicationBootstrap(): Promise<void> {
    measureConsumers(this.metrics, [this.consumer]);
    measureTails(this.metrics, [this.relay, this.dueTimes]);
    const { signal } = this.stopping;
    void retrying(() => createTopics(this.kafka, this.config.topicPrefix), { signal }).catch(() => undefined);
    await Promise.all([this.relay.start(), this.dueTimes.start(), this.consumer.start()]);
    this.timers.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopping.abort();
    await Promise.all([this.consumer.stop(), this.timers.stop()]);
    await Promise.all([this.dueTimes.stop(), this.relay.stop()]);
    await this.publisher.stop();
  }
}
