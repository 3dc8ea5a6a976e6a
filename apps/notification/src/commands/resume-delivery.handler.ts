import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { commit, type CommandMeta, type Committed } from '@redress/command-handling';
import { deliveryDecider, type DeliveryRefusal, type ResumeDelivery } from '@redress/delivery';
import type { EventStore } from '@redress/event-store';
import { CommandRefused } from '@redress/kernel';
import { EVENT_STORE } from '@redress/platform';
import { deliveryStream } from './queue-notification.handler';

/** Tries a message of the command's site again that was given up. */
export class ResumeDeliveryRequest extends Command<Committed> {
  constructor(
    readonly deliveryId: string,
    readonly meta: CommandMeta,
  ) {
    super();
  }
}

@CommandHandler(ResumeDeliveryRequest)
export class ResumeDeliveryHandler implements ICommandHandler<ResumeDeliveryRequest> {
  constructor(@Inject(EVENT_STORE) private readonly store: EventStore) {}

  async execute({ deliveryId, meta }: ResumeDeliveryRequest): Promise<Committed> {
    const streamId = deliveryStream(deliveryId);
    const [queued] = await this.store.readStream(streamId, 1, 1);
    // Another site's message is none to this one.
    if (queued?.siteId !== meta.siteId) throw new CommandRefused('notification-not-queued' satisfies DeliveryRefusal);
    const { subject, drillId } = queued;
    const data = { deliveryId, by: meta.actor, at: meta.occurredAt };
    const command: ResumeDelivery = { type: 'ResumeDelivery', data };
    const origin = { ...meta, ...(drillId && { drillId }) };
    return commit({
      store: this.store,
      decider: deliveryDecider,
      target: { streamId, subject },
      command,
      meta: origin,
    });
  }
}
