import { Module, type DynamicModule } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { ParkedController, RelayController, StoreController, StreamsController } from '@redress/platform';
import { adapters } from './adapters';
import { AftercareRules } from './commands/aftercare-rules';
import { AuthorityRules } from './commands/authority-rules';
import { CaseFiles } from './commands/case-file';
import { EvidenceFiles } from './commands/evidence-files';
import { EvidenceIntake } from './commands/evidence-intake';
import { commandHandlers } from './commands/handlers';
import { Publications } from './commands/publications';
import type { InvestigationConfig } from './config';
import { Hearing } from './consumers/hearing';
import { EvidenceCheck } from './evidence/evidence-check';
import { EvidenceSweep } from './evidence/evidence-sweep';
import { EvidenceVault } from './evidence/evidence-vault';
import { AftercareController } from './http/aftercare.controller';
import { CompensationController } from './http/compensation.controller';
import { ConclusionController } from './http/conclusion.controller';
import { EvidenceCheckController } from './http/evidence-check.controller';
import { EvidenceController } from './http/evidence.controller';
import { EvidenceRegisterReader } from './http/evidence-register';
import { InvestigationController } from './http/investigation.controller';
import { MaterialsController } from './http/materials.controller';
import { ProceedingsController } from './http/proceedings.controller';
import { PublicationsController } from './http/publications.controller';
import { ResolutionPlansController } from './http/resolution-plans.controller';
import { RespondentsController } from './http/respondents.controller';
import { SupervisionController } from './http/supervision.controller';

/** What evidence is taken in, kept, shown and checked with. */
const evidenceParts = [
  EvidenceFiles,
  EvidenceIntake,
  EvidenceVault,
  EvidenceRegisterReader,
  EvidenceSweep,
  EvidenceCheck,
];

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
        CompensationController,
        ConclusionController,
        AftercareController,
        EvidenceController,
        MaterialsController,
        EvidenceCheckController,
        PublicationsController,
        StreamsController,
        ParkedController,
        RelayController,
        StoreController,
      ],
      providers: [
        ...adapters(config),
        ...commandHandlers,
        ...evidenceParts,
        CaseFiles,
        Publications,
        AftercareRules,
        AuthorityRules,
        Hearing,
      ],
    };
  }
}
