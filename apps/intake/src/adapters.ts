import type { Provider } from '@nestjs/common';
import type { VersionedEvent } from '@redress/kernel';
import type { CommitPublisher } from '@redress/messaging';
import { keyEncryptionFrom, keyEncryptionFromFile, MongoVault } from '@redress/personal-data';
import { PERSON_KEYS } from '@redress/platform';
import { KAFKA_PUBLISHER, MONGO, writingService, type Mongo } from '@redress/writing-service';
import { CLOSED_CASES } from './commands/closed-cases';
import { COMPLAINT_NUMBERS } from './commands/complaint-numbers';
import { MongoClosedCases } from './commands/mongo-closed-cases';
import { MongoComplaintNumbers } from './commands/mongo-complaint-numbers';
import { PERSON_VAULT, type PersonVault } from './commands/person-vault';
import { kekSource, ownerUrl, type IntakeConfig } from './config';
import { heardContexts, Hearing } from './consumers/hearing';
import { consumerGroup } from './consumers/reaction';
import { erasingPublisher } from './relay/erasing-publisher';
import { toMessage, type IntakeEvent } from './relay/to-message';

const makeVault = async (config: IntakeConfig, mongo: Mongo): Promise<MongoVault> => {
  const source = kekSource(config);
  const kek = 'file' in source ? await keyEncryptionFromFile(source.file) : keyEncryptionFrom(source.base64);
  return new MongoVault(mongo, kek);
};

/** The service's adapters, and nobody else's choice. */
export const adapters = (config: IntakeConfig): Provider[] => [
  ...writingService({
    context: 'intake',
    config,
    // The store gives back what intake's own deciders wrote.
    toMessage: (event: VersionedEvent) => toMessage(event as IntakeEvent),
    hears: {
      groupId: consumerGroup,
      contexts: heardContexts,
      ownerUrl: (context) => ownerUrl(config, context),
      by: Hearing,
    },
    publisher: {
      useFactory: (publisher: CommitPublisher, vault: PersonVault) => erasingPublisher(publisher, vault),
      inject: [KAFKA_PUBLISHER, PERSON_VAULT],
    },
  }),
  { provide: COMPLAINT_NUMBERS, useFactory: (mongo: Mongo) => new MongoComplaintNumbers(mongo), inject: [MONGO] },
  { provide: CLOSED_CASES, useFactory: (mongo: Mongo) => new MongoClosedCases(mongo), inject: [MONGO] },
  { provide: PERSON_VAULT, useFactory: (mongo: Mongo) => makeVault(config, mongo), inject: [MONGO] },
  { provide: PERSON_KEYS, useExisting: PERSON_VAULT },
];
