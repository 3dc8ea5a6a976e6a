import { SendFailed, type Channel, type Contact, type OutgoingMessage } from './channel';
import { fittingText } from './fitting-text';
import { httpPost, assertTaken, type HttpAnswer } from './http-post';
import { signedHeaders } from './standard-webhook';

/** The gateway that texts go through. */
export interface SmsGateway {
  readonly url: string;
  /** `whsec_…`: signs what is posted (Standard Webhooks). */
  readonly secret: string;
  /** Who it is from, as operators in China demand it: it stands first, in 【】. */
  readonly signature: string;
  /** The gateway's own template, where it takes no free text. */
  readonly template?: string;
}

/** UTF-16 units of a text that goes as one part, and of each part of a longer one (GSM 03.40 with UCS-2). */
const [onePart, eachPart, mostParts] = [70, 67, 3];

const partsOf = (text: string): number => (text.length <= onePart ? 1 : Math.ceil(text.length / eachPart));

/** A number without a country is one of the mainland's. */
const e164 = (mobile: string): string => (mobile.startsWith('+') ? mobile : `+86${mobile}`);

/** A gateway may say why in `{ "code": "…" }`: letters only, so that no number gets into a reason. */
const reasonIn = ({ text }: HttpAnswer): string | undefined => {
  const code = /^\s*\{\s*"code"\s*:\s*"([a-z]+(?:-[a-z]+){0,5})"/.exec(text)?.[1];
  return code !== undefined && code.length <= 40 ? code : undefined;
};

/**
 * A text to a mobile phone: subject and link, in at most three parts. The gateway gets a POST signed as Standard
 * Webhooks, `{ type: "redress.sms", timestamp, data: { to, signature, text, parts } }`, or `template` with `params` in
 * the place of text and parts where the deployment names a template; any 2xx says that it took it, and `webhook-id`
 * tells repeats apart.
 */
export class SmsChannel implements Channel {
  readonly name = 'sms';
  readonly outward = true;

  /** @param realNow real time, milliseconds. */
  constructor(
    private readonly gateway: SmsGateway,
    private readonly realNow: () => number,
  ) {}

  reaches({ sms }: Contact): boolean {
    return sms !== undefined;
  }

  async send(message: OutgoingMessage, { sms }: Contact): Promise<void> {
    if (!sms) throw new SendFailed('no-address');
    const { url, secret, signature } = this.gateway;
    const data = { to: e164(sms.mobile), signature, ...this.words(message) };
    const body = JSON.stringify({ type: 'redress.sms', timestamp: message.queuedAt, data });
    const answer = await httpPost(url, signedHeaders(secret, message.deliveryId, this.realNow(), body), body);
    const reason = answer.status >= 400 && answer.status !== 429 ? reasonIn(answer) : undefined;
    if (reason) throw new SendFailed(`sms-${reason}`);
    assertTaken(answer);
  }

  private words({ subject, link }: OutgoingMessage): object {
    const { signature, template } = this.gateway;
    if (template) return { template, params: { subject, link } };
    const from = `【${signature}】`;
    const fits = (text: string) => partsOf(from + text) <= mostParts;
    const text = from + fittingText({ subject, text: '', link }, fits);
    return { text, parts: partsOf(text) };
  }
}
