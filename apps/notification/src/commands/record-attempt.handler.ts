import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { commit, type CommandMeta, type Committed } from '@redress/command-handling';
import { deliveryDecider, type RecordFailure, type RecordSent } from '@redress/delivery';
import type { EventStore } from '@redress/event-store';
import { EVENT_STORE } from '@redress/platform';
import { deliveryStream } from './queue-notification.handler';

/** Records how an attempt ended: the channel took the message, or why it did not and when it is tried again. */
export class RecordAttemptRequest extends Command<Committed> {
  constructor(
    readonly command: RecordSent | RecordFailure,
    /** The Kafka key of the delivery. */
    readonly subject: string,
    readonly meta: CommandMeta,
  ) {
    super();
  }
}

@CommandHandler(RecordAttemptRequest)
export class RecordAttemptHandler implements ICommandHandler<RecordAttemptRequest> {
  constructor(@Inject(EVENT_STORE) private readonly store: EventStore) {}

  execute({ command, subject, meta }: RecordAttemptRequest): Promise<Committed> {
    const target = { streamId: deliveryStream(command.data.deliveryId), subject };
    return commit({ store: this.store, decider: deliveryDecider, target, command, meta });
  }
}
