import { simpleParser, type ParsedMail } from 'mailparser';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

/** A real SMTP server on a free port that keeps what it gets. */
export interface Mailbox {
  readonly url: string;
  readonly mails: ParsedMail[];
  /** How many recipients are refused from now on, with the given SMTP code. */
  refuse(times: number, responseCode: number): void;
  close(): Promise<void>;
}

/** Starts it. */
export const openMailbox = async (): Promise<Mailbox> => {
  const mails: ParsedMail[] = [];
  let refusal = { times: 0, responseCode: 550 };
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    onRcptTo: ({ address }, _session, callback) => {
      if (refusal.times === 0) return callback();
      refusal = { ...refusal, times: refusal.times - 1 };
      callback(Object.assign(new Error(`no mailbox ${address} here`), { responseCode: refusal.responseCode }));
    },
    onData: (stream, _session, callback) => {
      simpleParser(stream).then(
        (mail) => {
          mails.push(mail);
          callback();
        },
        (error: Error) => callback(error),
      );
    },
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    mails,
    refuse: (times, responseCode) => {
      refusal = { times, responseCode };
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
};
