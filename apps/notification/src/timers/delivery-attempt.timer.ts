import { Inject, Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { advance, statesAfter, unlessContended, type LoadedState } from '@redress/command-handling';
import {
  deliveryDecider,
  dueTimes,
  isAttemptDue,
  isLastAttempt,
  type Delivery,
  type RecordFailure,
  type RecordSent,
  type RetrySchedule,
} from '@redress/delivery';
import { noStream, type EventStore, type StoredCommit } from '@redress/event-store';
import type { Clock } from '@redress/kernel';
import { CLOCK, EVENT_STORE } from '@redress/platform';
import type { DueTime, DueTimer } from '@redress/timers';
import { ChannelFigures } from '../channels/channel-figures';
import { SendFailed } from '../channels/channel';
import { RecordAttemptRequest } from '../commands/record-attempt.handler';
import { Sending } from './sending';

/** What a delivery waits for at a version of its stream. */
export interface OwnerDue {
  readonly ownerId: string;
  readonly version: number;
  readonly due: readonly DueTime[];
}

/** After a failed attempt, in milliseconds of the service's clock. After the last one the message is given up: it climbs. */
const delaysMs = [15_000, 60_000, 180_000] as const;
const mostJitterMs = 5_000;
/** Where a vendor takes no more for now: it takes so many a minute, and mutes who sends more for up to ten. */
const crowdedDelaysMs: readonly number[] = Array.from({ length: 12 }, () => 60_000);
const mostCrowdedJitterMs = 30_000;

const retryAfter = (reason: string): RetrySchedule => {
  const crowded = reason === 'rate-limited';
  return {
    delaysMs: crowded ? crowdedDelaysMs : delaysMs,
    jitterMs: Math.round(Math.random() * (crowded ? mostCrowdedJitterMs : mostJitterMs)),
  };
};

const isDelivery = ({ streamId }: StoredCommit): boolean => streamId.startsWith('delivery-');

/**
 * The attempts of deliveries: queued or failed starts one, sent or given up ends them. A due one sends the message and
 * records how that ended. A crash in between sends it again, under the same id for the receiver.
 */
@Injectable()
export class DeliveryAttempts {
  constructor(
    private readonly bus: CommandBus,
    @Inject(EVENT_STORE) private readonly store: EventStore,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly sending: Sending,
    private readonly figures: ChannelFigures,
  ) {}

  /** What the deliveries of these commits wait for now. */
  async dueAfter(commits: readonly StoredCommit[]): Promise<OwnerDue[]> {
    const deliveries = await statesAfter(this.store, deliveryDecider, commits.filter(isDelivery));
    return deliveries.map(({ streamId, state, head }) => ({
      ownerId: streamId,
      version: head.version,
      due: dueTimes(state),
    }));
  }

  /** Makes the attempt that is due. @throws TransientFault to be called again */
  async fire({ timerId, ownerId, revision: attempt }: DueTimer): Promise<void> {
    const { state, queued } = await this.load(ownerId);
    if (!queued || state.status !== 'pending' || !isAttemptDue(state, attempt, this.clock.now())) return;
    const { deliveryId } = state.notification;
    const command = await this.attempt(state, attempt, queued);
    const { siteId, subject, correlationId, drillId } = queued;
    const meta = {
      commandId: timerId,
      siteId,
      actor: 'system:notification',
      correlationId,
      causationId: deliveryId,
      occurredAt: command.data.at,
      ...(drillId && { drillId }),
      ...(this.clock.ref && { clockRef: this.clock.ref }),
    };
    await unlessContended('a delivery', this.bus.execute(new RecordAttemptRequest(command, subject, meta)));
  }

  private async attempt(
    delivery: Extract<Delivery, { status: 'pending' }>,
    attempt: number,
    { siteId, drillId }: StoredCommit,
  ): Promise<RecordSent | RecordFailure> {
    const { notification } = delivery;
    const { deliveryId, channel } = notification;
    try {
      const sent = await this.sending.send(notification, siteId, drillId);
      this.figures.attempted(channel, 'sent');
      return { type: 'RecordSent', data: { deliveryId, attempt, ...sent, at: this.clock.now() } };
    } catch (error) {
      if (!(error instanceof SendFailed)) throw error;
      const retry = retryAfter(error.reason);
      this.figures.attempted(channel, isLastAttempt(delivery, retry) ? 'given-up' : 'failed');
      return {
        type: 'RecordFailure',
        data: { deliveryId, attempt, reason: error.reason, retry, at: this.clock.now() },
      };
    }
  }

  private async load(ownerId: string): Promise<LoadedState<Delivery> & { readonly queued?: StoredCommit }> {
    const commits = await this.store.readStream(ownerId);
    const loaded = advance({ state: deliveryDecider.initial, head: noStream }, deliveryDecider, commits);
    const [queued] = commits;
    return { ...loaded, ...(queued && { queued }) };
  }
}
