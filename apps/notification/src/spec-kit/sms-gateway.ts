import { Webhook } from 'standardwebhooks';
import { listen, type Listening, type Reply } from './listening';

/** A text that the gateway took. */
export interface Texted {
  readonly id: string;
  readonly to: string;
  readonly signature: string;
  readonly text?: string;
  readonly parts?: number;
  readonly template?: string;
  readonly params?: Readonly<Record<string, string>>;
}

/** A gateway for texts that holds its sender to the interface. */
export interface SmsGatewayServer extends Listening {
  readonly texted: Texted[];
  /** Answers the next request so. */
  answerNext(reply: Reply): void;
}

export const smsSecret = `whsec_${Buffer.from('the-secret-of-the-sms-gateway').toString('base64')}`;

const partsOf = (text: string): number => (text.length <= 70 ? 1 : Math.ceil(text.length / 67));

/** Why a text is not taken, as the operators have it. */
const faultOf = ({ to, signature, text, parts, template, params }: Texted): string | undefined => {
  if (!/^\+[1-9]\d{6,14}$/.test(to)) return 'invalid-number';
  if (template !== undefined) return params && text === undefined ? undefined : 'missing-params';
  if (!text?.startsWith(`【${signature}】`)) return 'missing-signature';
  return parts === partsOf(text) && parts <= 3 ? undefined : 'too-long';
};

/** Starts it on a free port. */
export const openSmsGateway = async (): Promise<SmsGatewayServer> => {
  const texted: Texted[] = [];
  const next: Reply[] = [];
  const server = await listen(({ headers, body }) => {
    const forced = next.shift();
    if (forced) return forced;
    let data: Texted;
    try {
      const said = new Webhook(smsSecret).verify(body, headers as Record<string, string>) as { data: Texted };
      data = { ...said.data, id: String(headers['webhook-id']) };
    } catch {
      return { status: 401, body: { code: 'bad-signature' } };
    }
    const fault = faultOf(data);
    if (fault !== undefined) return { status: 422, body: { code: fault } };
    texted.push(data);
    return { status: 202, body: {} };
  });
  return { ...server, texted, answerNext: (reply) => void next.push(reply) };
};
