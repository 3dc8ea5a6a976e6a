import type { Provider } from '@nestjs/common';
import { assertReadable } from '@redress/contracts';
import { openStoreConnection } from '@redress/event-store';
import { makeClock } from '@redress/kernel';
import { createConsumer, createKafka, type CommitHandler, type KafkaCommitConsumer } from '@redress/messaging';
import { MongoParkingLot, type ParkingLot } from '@redress/parking';
import { KeyCache, RemotePersonKeys } from '@redress/personal-data';
import {
  CLOCK,
  CONSUMERS,
  fetchStream,
  internalToken,
  PARKING_LOT,
  PERSON_KEYS,
  RUNTIME_LOG,
  type RuntimeLog,
} from '@redress/platform';
import { ChangeFeed, ProjectionEngine, type FetchMissing } from '@redress/projections';
import type { Kafka } from 'kafkajs';
import type { Connection } from 'mongoose';
import { heard, ownerUrl, type ProjectionConfig } from './config';
import {
  CONTACT_TAGS,
  ENGINE,
  FEED,
  KAFKA,
  KEY_CACHE,
  MODELS_CONSUMER,
  MONGO,
  NARRATIVE_INDEX,
  NARRATIVES,
  NARRATIVES_CONSUMER,
  PDF_RENDERER,
} from './injection-tokens';
import { ContactTags } from './narratives/contact-tags';
import { NarrativeIndex } from './narratives/narrative-index';
import { Narratives } from './narratives/narratives';
import { PdfRenderer } from './pdf/pdf-renderer';
import { readModels } from './projections/read-models';
import { followedModels, siteEventOf, type SiteEvent } from './queries/site-events';

/** Consumer groups; parked messages are listed under them. */
export const modelsGroup = 'projection-models';
export const narrativesGroup = 'projection-narratives';

/** Milliseconds one try for a key may take while somebody waits for an answer. */
const keyWithinMs = 600;

/** What cannot go on ends the process: whoever supervises it starts it again, and nothing is lost by that. */
const endProcess = (log: RuntimeLog) => (error: Error) => {
  log.error({ error: error.message }, 'the service cannot go on');
  process.exit(1);
};

const missingFrom =
  (config: ProjectionConfig): FetchMissing =>
  ({ context, streamId, from, to }) =>
    fetchStream(
      streamId,
      { from, to },
      { url: ownerUrl(config, context), secret: config.internalSecret, service: 'projection' },
    );

const keysFrom = (config: ProjectionConfig, cache: KeyCache, timeoutMs?: number): RemotePersonKeys =>
  new RemotePersonKeys({
    intakeUrl: config.intakeUrl,
    token: () => internalToken(config.internalSecret, 'projection'),
    cache,
    ...(timeoutMs !== undefined && { timeoutMs }),
  });

const models = (config: ProjectionConfig): Provider[] => [
  { provide: MONGO, useFactory: () => openStoreConnection(config.mongodbUri, `${config.dbPrefix}_projection`) },
  { provide: PARKING_LOT, useFactory: (mongo: Connection) => new MongoParkingLot(mongo), inject: [MONGO] },
  {
    provide: ENGINE,
    useFactory: (connection: Connection, log: RuntimeLog) =>
      new ProjectionEngine({
        connection,
        set: readModels,
        fetchMissing: missingFrom(config),
        onRestoredStore: (streams) =>
          log.error({ streams: streams.slice(0, 20) }, 'a store was restored: rebuild the read models from the stores'),
      }),
    inject: [MONGO, RUNTIME_LOG],
  },
  {
    provide: FEED,
    useFactory: (engine: ProjectionEngine, log: RuntimeLog) =>
      new ChangeFeed<SiteEvent>({
        engine,
        models: followedModels,
        pick: siteEventOf,
        onError: (error) => log.warn({ error: String(error) }, 'the change feed begins again'),
      }),
    inject: [ENGINE, RUNTIME_LOG],
  },
];

const narratives = (config: ProjectionConfig): Provider[] => [
  { provide: KEY_CACHE, useFactory: () => new KeyCache() },
  {
    provide: PERSON_KEYS,
    useFactory: (cache: KeyCache) => keysFrom(config, cache, keyWithinMs),
    inject: [KEY_CACHE],
  },
  { provide: NARRATIVES, useFactory: (mongo: Connection) => new Narratives(mongo), inject: [MONGO] },
  { provide: CONTACT_TAGS, useFactory: () => new ContactTags(config.internalSecret) },
  {
    provide: NARRATIVE_INDEX,
    useFactory: (kept: Narratives, cache: KeyCache, tags: ContactTags, log: RuntimeLog) =>
      new NarrativeIndex(kept, keysFrom(config, cache), tags, (complaintId, reason) =>
        log.error({ complaintId, reason }, 'a narrative cannot be opened and is not searchable'),
      ),
    inject: [NARRATIVES, KEY_CACHE, CONTACT_TAGS, RUNTIME_LOG],
  },
];

const consumer = (
  config: ProjectionConfig,
  { kafka, parking, log }: { kafka: Kafka; parking: ParkingLot; log: RuntimeLog },
  work: { groupId: string; contexts: typeof heard; maxBatch: number; handle: CommitHandler },
): KafkaCommitConsumer =>
  createConsumer({
    ...work,
    kafka,
    parking,
    logger: log,
    topicPrefix: config.topicPrefix,
    validate: assertReadable,
    onFatal: endProcess(log),
    onAlarm: (alarm) => log.error(alarm, 'a consumer raised an alarm'),
  });

const messaging = (config: ProjectionConfig): Provider[] => [
  {
    provide: KAFKA,
    useFactory: (logger: RuntimeLog) =>
      createKafka({ brokers: config.kafkaBrokers, clientId: 'redress-projection', logger }),
    inject: [RUNTIME_LOG],
  },
  {
    provide: MODELS_CONSUMER,
    useFactory: (kafka: Kafka, parking: ParkingLot, engine: ProjectionEngine, log: RuntimeLog) => {
      // Holes are found and filled by the engine itself, which knows every version it has applied.
      const handle: CommitHandler = (commits) => engine.apply(commits);
      return consumer(
        config,
        { kafka, parking, log },
        { groupId: modelsGroup, contexts: heard, maxBatch: 500, handle },
      );
    },
    inject: [KAFKA, PARKING_LOT, ENGINE, RUNTIME_LOG],
  },
  {
    provide: NARRATIVES_CONSUMER,
    useFactory: (kafka: Kafka, parking: ParkingLot, index: NarrativeIndex, log: RuntimeLog) => {
      const handle: CommitHandler = (commits) => index.hear(commits);
      return consumer(
        config,
        { kafka, parking, log },
        { groupId: narrativesGroup, contexts: ['intake'], maxBatch: 50, handle },
      );
    },
    inject: [KAFKA, PARKING_LOT, NARRATIVE_INDEX, RUNTIME_LOG],
  },
  {
    provide: CONSUMERS,
    useFactory: (...all: KafkaCommitConsumer[]) => all,
    inject: [MODELS_CONSUMER, NARRATIVES_CONSUMER],
  },
];

const printing = (config: ProjectionConfig): Provider[] => [
  { provide: PDF_RENDERER, useFactory: () => new PdfRenderer() },
  { provide: CLOCK, useFactory: () => makeClock(Date.now, config.clock) },
];

/** The service's adapters, and nobody else's choice. */
export const adapters = (config: ProjectionConfig): Provider[] => [
  ...models(config),
  ...narratives(config),
  ...messaging(config),
  ...printing(config),
];
