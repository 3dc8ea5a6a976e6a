import { Webhook } from 'standardwebhooks';
import { SendFailed } from './channel';

/**
 * The headers of a POST signed as Standard Webhooks: the receiver verifies `webhook-signature` over id, time and body,
 * and tells repeats apart by `webhook-id`, the deliveryId.
 * @param realNow real time, milliseconds: receivers refuse a signature that is minutes off
 * @throws SendFailed when nothing can be signed with the secret
 */
export const signedHeaders = (
  secret: string,
  deliveryId: string,
  realNow: number,
  body: string,
): Readonly<Record<string, string>> => {
  const sentAt = new Date(realNow);
  return {
    'content-type': 'application/json',
    'webhook-id': deliveryId,
    'webhook-timestamp': String(Math.floor(sentAt.getTime() / 1000)),
    'webhook-signature': signatureOf(secret, deliveryId, sentAt, body),
  };
};

const signatureOf = (secret: string, id: string, at: Date, body: string): string => {
  try {
    return new Webhook(secret).sign(id, at, body);
  } catch (error) {
    throw new SendFailed('webhook-secret', { cause: error });
  }
};
