import { correlationHeader } from '@redress/platform';
import type { FeedItem, FeedSubscription } from '@redress/projections';
import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { isFor, type SiteEvent } from '../queries/site-events';
import type { Viewer } from '../queries/site-queries';

const heartbeatMs = 15_000;
/** A stream lives no longer than the token that opened it: its reader comes back with a fresh one. */
const longestMs = 10 * 60_000;
/** What a browser waits before it comes back. */
const retryMs = 2000;

/** The text of an item; empty for what is not for the reader. */
const textOf = (item: FeedItem<SiteEvent>, viewer: Viewer): string => {
  if (item === 'reset') return 'event: reset\ndata: {}\n\n';
  const { event, data } = item.change;
  return isFor(item.change, viewer) ? `id: ${item.id}\nevent: ${event}\ndata: ${JSON.stringify(data)}\n\n` : '';
};

/** Writes one reader's events of one site as server-sent events, until the reader, the service or the time ends it. */
export class EventStream {
  constructor(
    private readonly response: ServerResponse,
    private readonly subscription: FeedSubscription<SiteEvent>,
    private readonly viewer: Viewer,
  ) {}

  async run(correlationId: string): Promise<void> {
    const { response, subscription } = this;
    const close = (): void => subscription.close();
    response.once('close', close);
    const beat = setInterval(() => response.write(': alive\n\n'), heartbeatMs);
    const end = setTimeout(close, longestMs);
    try {
      this.begin(correlationId);
      for await (const item of subscription) await this.write(textOf(item, this.viewer));
    } finally {
      clearInterval(beat);
      clearTimeout(end);
      response.off('close', close);
      response.end();
    }
  }

  private begin(correlationId: string): void {
    this.response.writeHead(200, {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
      'x-content-type-options': 'nosniff',
      [correlationHeader]: correlationId,
    });
    this.response.write(`retry: ${retryMs}\n\n`);
  }

  /** Waits for a slow reader; while it lags, its subscription keeps what comes, up to a bound. */
  private async write(text: string): Promise<void> {
    if (text === '' || this.response.destroyed) return;
    if (this.response.write(text)) return;
    const heard = new AbortController();
    const { signal } = heard;
    await Promise.race([once(this.response, 'drain', { signal }), once(this.response, 'close', { signal })]);
    heard.abort();
  }
}
