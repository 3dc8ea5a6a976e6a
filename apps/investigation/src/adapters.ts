import type { Provider } from '@nestjs/common';
import type { VersionedEvent } from '@redress/kernel';
import { RemotePersonKeys } from '@redress/personal-data';
import { internalToken, PERSON_KEYS } from '@redress/platform';
import { MONGO, prepared, writingService, type Mongo } from '@redress/writing-service';
import { KNOWN_COMPLAINTS } from './commands/known-complaints';
import { MongoKnownComplaints } from './commands/mongo-known-complaints';
import { heardContexts, ownerUrl, type InvestigationConfig } from './config';
import { Hearing } from './consumers/hearing';
import { reactionGroup } from './consumers/reaction';
import { EVIDENCE_STORE } from './evidence/evidence-store';
import { MongoEvidenceStore } from './evidence/mongo-evidence-store';
import { toMessage, type InvestigationEvent } from './relay/to-message';

/** The service's adapters, and nobody else's choice. */
export const adapters = (config: InvestigationConfig): Provider[] => [
  ...writingService({
    context: 'investigation',
    config,
    // The store gives back what the service's own deciders wrote.
    toMessage: (event: VersionedEvent) => toMessage(event as InvestigationEvent),
    hears: {
      groupId: reactionGroup,
      contexts: heardContexts,
      ownerUrl: (context) => ownerUrl(config, context),
      by: Hearing,
    },
  }),
  { provide: KNOWN_COMPLAINTS, useFactory: (mongo: Mongo) => new MongoKnownComplaints(mongo), inject: [MONGO] },
  { provide: EVIDENCE_STORE, useFactory: (mongo: Mongo) => prepared(new MongoEvidenceStore(mongo)), inject: [MONGO] },
  {
    provide: PERSON_KEYS,
    useFactory: () =>
      new RemotePersonKeys({
        intakeUrl: config.intakeUrl,
        token: () => internalToken(config.internalSecret, 'investigation'),
      }),
  },
];
