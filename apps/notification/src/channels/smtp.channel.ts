import { createTransport, type Transporter } from 'nodemailer';
import { SendFailed, type Channel, type Contact, type OutgoingMessage } from './channel';

/** The longest a whole send may take, milliseconds; each step of it is bounded besides. */
const sendTimeoutMs = 20_000;
const stepTimeoutMs = 10_000;

/** Mail over SMTP. The Message-ID comes from the deliveryId, so that a mail sent twice is one to the receiver. */
export class SmtpChannel implements Channel {
  readonly name = 'email';
  readonly outward = true;
  private readonly transport: Transporter;

  /** @param from the address in From, `Name <box@host>` or `box@host`. */
  constructor(
    smtpUrl: string,
    private readonly from: string,
  ) {
    this.transport = createTransport({
      url: smtpUrl,
      pool: true,
      maxConnections: 4,
      connectionTimeout: stepTimeoutMs,
      greetingTimeout: stepTimeoutMs,
      socketTimeout: stepTimeoutMs,
      disableFileAccess: true,
      disableUrlAccess: true,
    });
  }

  reaches({ email }: Contact): boolean {
    return email !== undefined;
  }

  async send(message: OutgoingMessage, { email }: Contact): Promise<void> {
    if (!email) throw new SendFailed('no-address');
    const { deliveryId, subject, text } = message;
    try {
      await this.transport.sendMail({
        from: this.from,
        to: { name: '', address: email },
        subject,
        text,
        messageId: `<${deliveryId}@redress>`,
        headers: { 'Auto-Submitted': 'auto-generated', 'X-Redress-Delivery': deliveryId },
        signal: AbortSignal.timeout(sendTimeoutMs),
      });
    } catch (error) {
      throw new SendFailed(reasonOf(error), { cause: error });
    }
  }

  /** Greets the server and signs in, on a connection of its own. */
  check(): Promise<unknown> {
    return this.transport.verify();
  }

  close(): void {
    this.transport.close();
  }
}

/** The class of an SMTP fault. The server's own words may repeat the address, so they stay out. */
const reasonOf = (error: unknown): string => {
  const { responseCode, code } = error as { responseCode?: unknown; code?: unknown };
  if (typeof responseCode === 'number') return `smtp-${responseCode}`;
  return typeof code === 'string' && /^[A-Z]{2,20}$/.test(code) ? `smtp-${code.toLowerCase()}` : 'smtp-failed';
};
