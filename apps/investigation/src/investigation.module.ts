import { Module, type DynamicModule } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { ParkedController, RelayController, StoreController, StreamsController } from '@redress/platform';
import { adapters } from './adapters';
import { AftercareRules } from './commands/aftercare-rules';
import { CaseFiles } from './commands/case-file';
import { commandHandlers } from './commands/handlers';
import type { InvestigationConfig } from './config';
import { Hearing } from './consumers/hearing';
import { AftercareController } from './http/aftercare.controller';
import { ConclusionController } from './http/conclusion.controller';
import { InvestigationController } from './http/investigation.controller';
import { ProceedingsController } from './http/proceedings.controller';
import { ResolutionPlansController } from './http/resolution-plans.controller';
import { RespondentsController } from './http/respondents.controller';
import { SupervisionController } from './http/supervision.controller';

/** Handles accepted complaints, from their assignment to their closing. */
@Module({})
export class InvestigationModule {
  static for(config: InvestigationConfig): DynamicModule {
    return {
      module: InvestigationModule,
      imports: [CqrsModule],
      controllers: [
        InvestigationController,
        RespondentsController,
        ProceedingsController,
        SupervisionController,
        ResolutionPlansController,
        ConclusionController,
        AftercareController,
        StreamsController,
        ParkedController,
        RelayController,
        StoreController,
      ],
      providers: [...adapters(config), ...commandHandlers, CaseFiles, AftercareRules, Hearing],
    };
  }
}
