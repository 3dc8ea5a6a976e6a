import { Webhook } from 'standardwebhooks';
import { SendFailed, type Channel, type Contact, type OutgoingMessage } from './channel';

const timeoutMs = 10_000;

/**
 * A POST signed as Standard Webhooks: the receiver verifies `webhook-signature` over id, time and body, and tells
 * repeats apart by `webhook-id`, the deliveryId. Redirects are not followed, so that a receiver cannot send the
 * signed message elsewhere.
 */
export class WebhookChannel implements Channel {
  readonly name = 'webhook';
  readonly outward = true;

  /** @param realNow real time, milliseconds: receivers refuse a signature that is minutes off. */
  constructor(private readonly realNow: () => number) {}

  reaches({ webhook }: Contact): boolean {
    return webhook !== undefined;
  }

  async send(message: OutgoingMessage, { webhook }: Contact): Promise<void> {
    if (!webhook) throw new SendFailed('no-address');
    const status = await this.post(webhook.url, this.signed(message, webhook.secret));
    if (status < 200 || status > 299) throw new SendFailed(`http-${status}`);
  }

  private signed(message: OutgoingMessage, secret: string): RequestInit {
    const { deliveryId, siteId, template, locale, subject, text, link, complaintId, escalationId, queuedAt } = message;
    const data = { siteId, template, locale, subject, text, link, complaintId, escalationId };
    const body = JSON.stringify({ type: 'redress.notification', timestamp: queuedAt, data });
    const sentAt = new Date(this.realNow());
    return {
      method: 'POST',
      body,
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs),
      headers: {
        'content-type': 'application/json',
        'webhook-id': deliveryId,
        'webhook-timestamp': String(Math.floor(sentAt.getTime() / 1000)),
        'webhook-signature': signatureOf(secret, deliveryId, sentAt, body),
      },
    };
  }

  private async post(url: string, request: RequestInit): Promise<number> {
    if (!/^https?:\/\//i.test(url)) throw new SendFailed('http-scheme');
    try {
      const response = await fetch(url, request);
      await response.body?.cancel();
      return response.status;
    } catch (error) {
      const timedOut = error instanceof Error && error.name === 'TimeoutError';
      throw new SendFailed(timedOut ? 'http-timeout' : 'http-unreachable', { cause: error });
    }
  }
}

const signatureOf = (secret: string, id: string, at: Date, body: string): string => {
  try {
    return new Webhook(secret).sign(id, at, body);
  } catch (error) {
    throw new SendFailed('webhook-secret', { cause: error });
  }
};
