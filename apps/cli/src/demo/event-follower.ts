import { createParser, type EventSourceMessage } from 'eventsource-parser';
import { setTimeout as sleep } from 'node:timers/promises';
import type { StaffSession } from '../public-api/staff-session';

export interface EventFollowerOptions {
  readonly gateway: string;
  readonly session: StaffSession;
  /** An event by its name, its data parsed. */
  readonly onEvent: (event: string, data: unknown) => void;
  /** The stream begins, or begins anew with changes missed: read everything. */
  readonly onGap: () => void;
}

/** Pause before the stream is opened again, milliseconds. */
const reopenMs = 500;
/** An event larger than this is none of ours. Characters. */
const largest = 1024 * 1024;

/** Follows the event stream of the read models, as a browser would: it comes back where it was cut off. */
export class EventFollower {
  private lastEventId?: string;

  constructor(private readonly options: EventFollowerOptions) {}

  /** Follows until the signal aborts. */
  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await this.follow(signal).catch(() => undefined);
      await sleep(reopenMs, undefined, { signal }).catch(() => undefined);
    }
  }

  private async follow(signal: AbortSignal): Promise<void> {
    const { gateway, session, onGap } = this.options;
    const response = await fetch(`${gateway}/api/v1/events/stream`, {
      headers: {
        accept: 'text/event-stream',
        authorization: `Bearer ${await session.token()}`,
        ...(this.lastEventId !== undefined && { 'last-event-id': this.lastEventId }),
      },
      signal,
    });
    if (response.status === 401) session.forget();
    if (!response.ok || !response.body) throw new Error(`the event stream answered ${response.status}`);
    if (this.lastEventId === undefined) onGap();
    const parser = createParser({ onEvent: (message) => this.take(message), maxBufferSize: largest });
    const texts = response.body.pipeThrough(new TextDecoderStream());
    for await (const text of texts) parser.feed(text);
  }

  private take({ id, event, data }: EventSourceMessage): void {
    if (id !== undefined) this.lastEventId = id;
    if (event === 'reset') {
      delete this.lastEventId;
      this.options.onGap();
      return;
    }
    if (event !== undefined) this.options.onEvent(event, JSON.parse(data));
  }
}
