import { Module, type DynamicModule } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { ParkedController, RelayController, StoreController, StreamsController } from '@redress/platform';
import { adapters } from './adapters';
import { commandHandlers } from './commands/handlers';
import { WatchFile } from './commands/watch-file';
import type { EscalationConfig } from './config';
import { Reacting } from './consumers/reacting';
import { EscalationsController } from './http/escalations.controller';
import { WatchTimer } from './timers/watch-timer.timer';

/** Watches deadlines and climbs ladders. */
@Module({})
export class EscalationModule {
  static for(config: EscalationConfig): DynamicModule {
    return {
      module: EscalationModule,
      imports: [CqrsModule],
      controllers: [EscalationsController, StreamsController, ParkedController, RelayController, StoreController],
      providers: [...adapters(config), ...commandHandlers, WatchFile, Reacting, WatchTimer],
    };
  }
}
