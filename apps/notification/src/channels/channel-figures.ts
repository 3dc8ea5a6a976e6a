import { Inject, Injectable } from '@nestjs/common';
import { deliveryChannels, type DeliveryChannel } from '@redress/contracts';
import { measureDependency, METRICS, type Metrics } from '@redress/platform';
import { Counter } from 'prom-client';
import { CHANNELS } from '../injection-tokens';
import type { Channel } from './channel';

const outcomes = ['sent', 'failed', 'given-up'] as const;

/** Shows how sends end, by channel, and whether the mail server is there before anybody needs it. */
@Injectable()
export class ChannelFigures {
  private readonly attempts: Counter<'channel' | 'outcome'>;

  constructor(@Inject(METRICS) metrics: Metrics, @Inject(CHANNELS) channels: readonly Channel[]) {
    this.attempts = new Counter({
      name: 'redress_notification_attempts_total',
      help: 'Attempts to send a message, by channel and how they ended; given-up: the last try failed, the message climbs',
      labelNames: ['channel', 'outcome'],
      registers: [metrics],
    });
    // From zero on, so that the first failure is a rise and not a new series.
    for (const channel of deliveryChannels) for (const outcome of outcomes) this.attempts.inc({ channel, outcome }, 0);
    const mail = channels.find(({ name }) => name === 'email');
    if (mail?.check) measureDependency(metrics, 'smtp', () => mail.check?.() ?? Promise.resolve());
  }

  /** An attempt ended. */
  attempted(channel: DeliveryChannel, outcome: (typeof outcomes)[number]): void {
    this.attempts.inc({ channel, outcome });
  }
}
