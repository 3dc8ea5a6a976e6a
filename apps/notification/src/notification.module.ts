import { Module, type DynamicModule } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { ParkedController, RelayController, StoreController, StreamsController } from '@redress/platform';
import { adapters } from './adapters';
import { ChannelClosing } from './channels/channel-closing';
import { ChannelFigures } from './channels/channel-figures';
import { commandHandlers } from './commands/handlers';
import type { NotificationConfig } from './config';
import { Noting } from './consumers/noting';
import { Reacting } from './consumers/reacting';
import { WhenComplainantIsToKnow } from './consumers/when-complainant-is-to-know.consumer';
import { WhenEscalationRaised } from './consumers/when-escalation-raised.consumer';
import { ContactBook } from './contacts/contact-book';
import { BootstrapController } from './http/bootstrap.controller';
import { NotificationsController } from './http/notifications.controller';
import { RosterController } from './http/roster.controller';
import { TemplatesController } from './http/templates.controller';
import { SiteRosters } from './roster/site-rosters';
import { SiteTemplates } from './templates/site-templates';
import { DeliveryAttempts } from './timers/delivery-attempt.timer';
import { LetterSending } from './timers/letter-sending';
import { Sending } from './timers/sending';

/** Knows who is on duty and sees to it that they are told. */
@Module({})
export class NotificationModule {
  static for(config: NotificationConfig): DynamicModule {
    return {
      module: NotificationModule,
      imports: [CqrsModule],
      controllers: [
        RosterController,
        NotificationsController,
        TemplatesController,
        BootstrapController,
        StreamsController,
        ParkedController,
        RelayController,
        StoreController,
      ],
      providers: [
        ...adapters(config),
        ...commandHandlers,
        SiteRosters,
        SiteTemplates,
        ContactBook,
        Sending,
        LetterSending,
        WhenEscalationRaised,
        WhenComplainantIsToKnow,
        Noting,
        Reacting,
        DeliveryAttempts,
        ChannelClosing,
        ChannelFigures,
      ],
    };
  }
}
