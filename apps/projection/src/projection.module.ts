import { Module, type DynamicModule } from '@nestjs/common';
import { ParkedController } from '@redress/platform';
import { adapters } from './adapters';
import type { ProjectionConfig } from './config';
import { ComplaintsController } from './http/complaints.controller';
import { DocumentsController } from './http/documents.controller';
import { EventsController } from './http/events.controller';
import { ExportsController } from './http/exports.controller';
import { OverviewController } from './http/overview.controller';
import { PublishedResultsController } from './http/published-results.controller';
import { ReadYourWrites } from './http/read-your-writes';
import { RebuildController } from './http/rebuild.controller';
import { RelatedController } from './http/related.controller';
import { StatisticsController } from './http/statistics.controller';
import { SuggestionsController } from './http/suggestions.controller';
import { TrackingController } from './http/tracking.controller';
import { UndeliveredController } from './http/undelivered.controller';
import { Pipeline, Stores } from './pipeline';
import { Rebuilding } from './rebuild/rebuilding';

/** Keeps the read models and answers every question about complaints. Knows no command. */
@Module({})
export class ProjectionModule {
  static for(config: ProjectionConfig): DynamicModule {
    return {
      module: ProjectionModule,
      controllers: [
        ComplaintsController,
        DocumentsController,
        RelatedController,
        ExportsController,
        OverviewController,
        StatisticsController,
        PublishedResultsController,
        SuggestionsController,
        TrackingController,
        UndeliveredController,
        EventsController,
        RebuildController,
        ParkedController,
      ],
      providers: [...adapters(config), ReadYourWrites, Rebuilding, Stores, Pipeline],
    };
  }
}
