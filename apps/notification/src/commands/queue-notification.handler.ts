import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { commit, type CommandMeta, type Committed } from '@redress/command-handling';
import { deliveryDecider, type NotificationDetails, type QueueNotification } from '@redress/delivery';
import type { EventStore } from '@redress/event-store';
import { EVENT_STORE } from '@redress/platform';

/** Name of the stream of a message to one person over one channel. */
export const deliveryStream = (deliveryId: string): string => `delivery-${deliveryId}`;

/** Queues a message to one person over one channel; the same one again changes nothing. */
export class QueueNotificationRequest extends Command<Committed> {
  constructor(
    readonly deliveryId: string,
    readonly details: NotificationDetails,
    readonly meta: CommandMeta,
  ) {
    super();
  }
}

@CommandHandler(QueueNotificationRequest)
export class QueueNotificationHandler implements ICommandHandler<QueueNotificationRequest> {
  constructor(@Inject(EVENT_STORE) private readonly store: EventStore) {}

  execute({ deliveryId, details, meta }: QueueNotificationRequest): Promise<Committed> {
    const command: QueueNotification = {
      type: 'QueueNotification',
      data: { deliveryId, ...details, at: meta.occurredAt },
    };
    const target = { streamId: deliveryStream(deliveryId), subject: details.complaintId ?? deliveryId };
    return commit({ store: this.store, decider: deliveryDecider, target, command, meta });
  }
}
