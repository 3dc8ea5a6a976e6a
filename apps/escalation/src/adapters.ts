import type { Provider } from '@nestjs/common';
import type { VersionedEvent } from '@redress/kernel';
import type { WatchEvent } from '@redress/watch';
import { writingService } from '@redress/writing-service';
import { heard, ownerUrl, type EscalationConfig } from './config';
import { reactionGroup } from './consumers/reaction';
import { Reacting } from './consumers/reacting';
import { toMessage } from './relay/to-message';
import { WatchTimer } from './timers/watch-timer.timer';

/** The service's adapters, and nobody else's choice. */
export const adapters = (config: EscalationConfig): Provider[] =>
  writingService({
    context: 'escalation',
    config,
    // The store gives back what the watch's decider wrote.
    toMessage: (event: VersionedEvent) => toMessage(event as WatchEvent),
    hears: {
      groupId: reactionGroup,
      contexts: heard,
      ownerUrl: (context) => ownerUrl(config, context),
      by: Reacting,
    },
    rings: { by: WatchTimer },
  });
