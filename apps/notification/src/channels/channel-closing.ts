import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { CHANNELS } from '../injection-tokens';
import type { Channel } from './channel';

/** Ends the channels' connections when nothing is sent any more. */
@Injectable()
export class ChannelClosing implements OnApplicationShutdown {
  constructor(@Inject(CHANNELS) private readonly channels: readonly Channel[]) {}

  onApplicationShutdown(): void {
    for (const channel of this.channels) channel.close?.();
  }
}
