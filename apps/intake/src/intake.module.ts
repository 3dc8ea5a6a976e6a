import { Module, type DynamicModule } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { ThrottlerModule } from '@nestjs/throttler';
import { ParkedController, RelayController, StoreController, StreamsController } from '@redress/platform';
import { adapters } from './adapters';
import { ComplaintFiles } from './commands/complaint-file';
import { LeadingComplaints } from './commands/leading-complaints';
import { OwnComplaints } from './commands/own-complaints';
import { commandHandlers } from './commands/handlers';
import type { IntakeConfig } from './config';
import { Hearing } from './consumers/hearing';
import { WhenRelated } from './consumers/when-related.consumer';
import { ComplaintCommandsController } from './http/complaint-commands.controller';
import { KeysController } from './http/keys.controller';
import { OwnComplaintController } from './http/own-complaint.controller';
import { PersonsController } from './http/persons.controller';
import { RegistrationController } from './http/registration.controller';
import { RelationsController } from './http/relations.controller';
import { SuggestionsController } from './http/suggestions.controller';

const registrationLimit = ({ registrationsPerSecond: limit }: IntakeConfig): DynamicModule =>
  ThrottlerModule.forRoot({ setHeaders: false, throttlers: [{ ttl: 1_000, limit, blockDuration: 0 }] });

/** Takes complaints in and decides what becomes of them. */
@Module({})
export class IntakeModule {
  static for(config: IntakeConfig): DynamicModule {
    return {
      module: IntakeModule,
      imports: [CqrsModule, registrationLimit(config)],
      controllers: [
        RegistrationController,
        ComplaintCommandsController,
        RelationsController,
        OwnComplaintController,
        SuggestionsController,
        PersonsController,
        KeysController,
        StreamsController,
        ParkedController,
        RelayController,
        StoreController,
      ],
      providers: [
        ...adapters(config),
        ...commandHandlers,
        ComplaintFiles,
        LeadingComplaints,
        OwnComplaints,
        WhenRelated,
        Hearing,
      ],
    };
  }
}
