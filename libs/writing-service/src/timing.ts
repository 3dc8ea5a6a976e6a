import type { Provider } from '@nestjs/common';
import { MongoDueTimeStore, type DueTimeStore } from '@redress/due-times';
import type { MongoEventStore } from '@redress/event-store';
import type { Clock } from '@redress/kernel';
import type { CommitPublisher } from '@redress/messaging';
import { CLOCK, EVENT_STORE, RUNTIME_LOG, type RuntimeLog } from '@redress/platform';
import { createRelay, createTail, type MongoTail } from '@redress/relay';
import { createTimers, type Timers } from '@redress/timers';
import { endProcess } from './end-process';
import { DUE_TIMES, MONGO, PUBLISHER, TAILS, TIMERS } from './injection-tokens';
import { prepared, type Mongo } from './storing';
import type { Rings, WritingService } from './writing-service';

/** Owners of due times that are brought up to date at once. */
const ownersAtOnce = 50;

/** The tails of the store: the relay to Kafka, and the due times where the service has timers (ADR 4). */
export const timing = (service: WritingService): Provider[] =>
  service.rings ? [...timers(service, service.rings), relayAndDueTimes(service, service.rings)] : [relayOnly(service)];

const relayOf = ({ toMessage }: WritingService, ...[mongo, store, publisher, logger]: TailParts): MongoTail =>
  createRelay(mongo, { store, publisher, toMessage, logger });

type TailParts = [mongo: Mongo, store: MongoEventStore, publisher: CommitPublisher, logger: RuntimeLog];

const tailParts = [MONGO, EVENT_STORE, PUBLISHER, RUNTIME_LOG];

const relayOnly = (service: WritingService): Provider => ({
  provide: TAILS,
  useFactory: (...parts: TailParts) => [relayOf(service, ...parts)],
  inject: tailParts,
});

const relayAndDueTimes = (service: WritingService, { by }: NonNullable<WritingService['rings']>): Provider => ({
  provide: TAILS,
  useFactory: (rings: Rings, timers: Timers, ...parts: TailParts) => {
    const [mongo, store, , logger] = parts;
    const dueTimes = createTail(mongo, {
      name: 'due-times',
      store,
      maxBatch: ownersAtOnce,
      logger,
      handle: async (commits) => {
        const owners = await rings.dueAfter(commits);
        await Promise.all(owners.map(({ ownerId, version, due }) => timers.sync(ownerId, version, due)));
      },
    });
    return [relayOf(service, ...parts), dueTimes];
  },
  inject: [by, TIMERS, ...tailParts],
});

const timers = (
  { context, config }: WritingService,
  { by, concurrency }: NonNullable<WritingService['rings']>,
): Provider[] => [
  { provide: DUE_TIMES, useFactory: (mongo: Mongo) => prepared(new MongoDueTimeStore(mongo)), inject: [MONGO] },
  {
    provide: TIMERS,
    useFactory: (store: DueTimeStore, clock: Clock, rings: Rings, logger: RuntimeLog) =>
      createTimers({
        redis: config.redisUrl,
        queueName: `${config.dbPrefix}-${context}-timers`,
        store,
        clock,
        ...(concurrency !== undefined && { concurrency }),
        fire: (timer) => rings.fire(timer),
        onFatal: endProcess(logger),
        onError: (error, timer) => logger.warn({ error: error.message, timerId: timer?.timerId }, 'a timer failed'),
      }),
    inject: [DUE_TIMES, CLOCK, by, RUNTIME_LOG],
  },
];
