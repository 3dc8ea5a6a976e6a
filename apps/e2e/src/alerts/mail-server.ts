import { freePort, loopback } from '@redress/backing-services';
import { SMTPServer } from 'smtp-server';

/** A real SMTP server that takes everything and can be taken away. */
export class MailServer {
  private server?: SMTPServer;

  private constructor(private readonly port: number) {}

  /** One that takes mail. */
  static async start(): Promise<MailServer> {
    const mail = new MailServer(await freePort());
    await mail.open();
    return mail;
  }

  get url(): string {
    return `smtp://${loopback}:${this.port}`;
  }

  /** Takes mail again, at the same address. */
  async open(): Promise<void> {
    const server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS', 'AUTH'],
      closeTimeout: 500,
      onData: (stream, _session, done) => {
        stream.on('end', () => done());
        stream.resume();
      },
    });
    server.on('error', () => undefined);
    await new Promise<void>((resolve) => server.listen(this.port, loopback, resolve));
    this.server = server;
  }

  /** Nobody listens any more. */
  async close(): Promise<void> {
    const { server } = this;
    delete this.server;
    if (server) await new Promise<void>((resolve) => server.close(resolve));
  }
}
