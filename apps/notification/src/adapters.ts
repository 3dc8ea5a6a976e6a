import type { Provider } from '@nestjs/common';
import type { VersionedEvent } from '@redress/kernel';
import { writingService } from '@redress/writing-service';
import { channelAdapters } from './channel-adapters';
import { heard, ownerUrl, type NotificationConfig } from './config';
import { reactionGroup } from './consumers/reaction';
import { Reacting } from './consumers/reacting';
import { toMessage, type NotificationEvent } from './relay/to-message';
import { DeliveryAttempts } from './timers/delivery-attempt.timer';

/** Attempts that may wait for a slow channel at once. */
const attemptsAtOnce = 16;

/** The service's adapters, and nobody else's choice. */
export const adapters = (config: NotificationConfig): Provider[] => [
  ...writingService({
    context: 'notification',
    config,
    // The store gives back what the service's deciders wrote.
    toMessage: (event: VersionedEvent) => toMessage(event as NotificationEvent),
    hears: {
      groupId: reactionGroup,
      contexts: heard,
      ownerUrl: (context) => ownerUrl(config, context),
      by: Reacting,
    },
    rings: { by: DeliveryAttempts, concurrency: attemptsAtOnce },
  }),
  ...channelAdapters(config),
];
