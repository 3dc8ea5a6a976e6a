import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { freePort, loopback } from '@redress/backing-services';
import { simpleParser, type ParsedMail } from 'mailparser';
import { SMTPServer, type SMTPServerDataStream } from 'smtp-server';

/** The usual port of a mail catcher. */
const usualPort = 1025;

/** A message is no larger than this, and so many are kept: older files are removed. */
const bound = { messageBytes: 1024 * 1024, kept: 1_000 };

/** A mail that arrived. */
export interface ReceivedMail {
  /** Its file in the mail folder. */
  readonly file: string;
  readonly from: string;
  readonly to: readonly string[];
  readonly subject: string;
  readonly text: string;
}

/** A real SMTP server on the loopback interface, for deployments without one. */
export interface LocalMailbox {
  readonly url: string;
  readonly dir: string;
  /** The newest mails, oldest first. */
  messages(): readonly ReceivedMail[];
  stop(): Promise<void>;
}

/** Who wants to hear of mail. */
export type OnMail = (mail: ReceivedMail) => void;

/** @throws an SMTP refusal (552) when the message is larger than allowed. */
const whole = async (stream: SMTPServerDataStream): Promise<Buffer> => {
  const parts: Buffer[] = [];
  for await (const part of stream as AsyncIterable<Buffer>) parts.push(part);
  if (stream.sizeExceeded) throw Object.assign(new Error('the message is too large'), { responseCode: 552 });
  return Buffer.concat(parts);
};

const addresses = (field: ParsedMail['to']): string[] =>
  [field ?? []].flat().flatMap(({ value }) => value.map(({ address }) => address ?? ''));

const describe = (file: string, mail: ParsedMail): ReceivedMail => ({
  file,
  from: mail.from?.text ?? '',
  to: addresses(mail.to),
  subject: mail.subject ?? '',
  text: mail.text ?? '',
});

/** Numbers the files so that their order is that of arrival, also after a restart. */
const fileNames = async (dir: string): Promise<{ next(): string; all: string[] }> => {
  const all = (await readdir(dir)).filter((name) => name.endsWith('.eml')).sort();
  let last = Number(all.at(-1)?.slice(0, 8) ?? 0);
  return { all, next: () => `${String((last += 1)).padStart(8, '0')}.eml` };
};

/** Takes a mail in: as a file, in memory, and to whoever listens. */
const keeper = async (dir: string, received: ReceivedMail[], onMail: OnMail) => {
  const names = await fileNames(dir);
  return async (stream: SMTPServerDataStream): Promise<void> => {
    const content = await whole(stream);
    const name = names.next();
    await writeFile(join(dir, name), content, { mode: 0o600 });
    names.all.push(name);
    const mail = describe(join(dir, name), await simpleParser(content));
    received.push(mail);
    onMail(mail);
    if (received.length > bound.kept) received.shift();
    for (const old of names.all.splice(0, Math.max(0, names.all.length - bound.kept)))
      await rm(join(dir, old), { force: true });
  };
};

/** Starts it; mails are kept as `.eml` files in `dir`. */
export const startLocalMailbox = async (dir: string, onMail: OnMail = () => undefined): Promise<LocalMailbox> => {
  await mkdir(dir, { recursive: true, mode: 0o700 });
  const received: ReceivedMail[] = [];
  const keep = await keeper(dir, received, onMail);
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    size: bound.messageBytes,
    onData: (stream, _session, callback) => {
      keep(stream).then(() => callback(), callback);
    },
  });
  server.on('error', () => undefined); // a client that hangs up is the client's affair
  const port = await freePort(usualPort);
  await new Promise<void>((resolve, reject) => {
    server.server.once('error', reject);
    server.listen(port, loopback, resolve);
  });
  return {
    url: `smtp://${loopback}:${port}`,
    dir,
    messages: () => received,
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
};
