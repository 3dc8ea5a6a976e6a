import { SendFailed, type Channel, type Contact, type OutgoingMessage } from './channel';
import { assertTaken, httpPost } from './http-post';
import { signedHeaders } from './standard-webhook';

/** A POST to an address of the receiver's own, signed as Standard Webhooks. */
export class WebhookChannel implements Channel {
  readonly name = 'webhook';
  readonly outward = true;

  /** @param realNow real time, milliseconds. */
  constructor(private readonly realNow: () => number) {}

  reaches({ webhook }: Contact): boolean {
    return webhook !== undefined;
  }

  async send(message: OutgoingMessage, { webhook }: Contact): Promise<void> {
    if (!webhook) throw new SendFailed('no-address');
    const { deliveryId, siteId, template, locale, subject, text, link, complaintId, escalationId, queuedAt } = message;
    const data = { siteId, template, locale, subject, text, link, complaintId, escalationId };
    const body = JSON.stringify({ type: 'redress.notification', timestamp: queuedAt, data });
    const headers = signedHeaders(webhook.secret, deliveryId, this.realNow(), body);
    assertTaken(await httpPost(webhook.url, headers, body));
  }
}
