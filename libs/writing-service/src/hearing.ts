import type { Provider } from '@nestjs/common';
import { assertReadable } from '@redress/contracts';
import { createConsumer, type KafkaCommitConsumer } from '@redress/messaging';
import type { ParkingLot } from '@redress/parking';
import { CONSUMERS, fetchStream, PARKING_LOT, RUNTIME_LOG, type RuntimeLog } from '@redress/platform';
import { CONSUMER, KAFKA } from './injection-tokens';
import { endProcess } from './end-process';
import type { Kafka } from './publishing';
import type { Hears, WritingService } from './writing-service';

/** The consumer that hears the other services, one commit at a time per key. */
export const hearing = ({ context: service, config, hears }: WritingService): Provider[] => [
  {
    provide: CONSUMER,
    useFactory: (kafka: Kafka, parking: ParkingLot, by: Hears, logger: RuntimeLog) =>
      createConsumer({
        kafka,
        parking,
        logger,
        groupId: hears.groupId,
        contexts: hears.contexts,
        maxBatch: 1,
        topicPrefix: config.topicPrefix,
        validate: assertReadable,
        handle: (commits) => by.hear(commits),
        fetchMissing: ({ context, streamId, fromVersion, toVersion }, signal) =>
          fetchStream(
            streamId,
            { from: fromVersion, to: toVersion },
            { url: hears.ownerUrl(context), secret: config.internalSecret, service },
            signal,
          ),
        onFatal: endProcess(logger),
        onAlarm: (alarm) => logger.error(alarm, 'a consumer raised an alarm'),
      }),
    inject: [KAFKA, PARKING_LOT, hears.by, RUNTIME_LOG],
  },
  { provide: CONSUMERS, useFactory: (consumer: KafkaCommitConsumer) => [consumer], inject: [CONSUMER] },
];
