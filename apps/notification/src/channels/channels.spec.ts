import { openTestDatabase, type TestDatabase } from '@redress/testing';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';
import { openMailbox, type Mailbox } from '../spec-kit/mailbox';
import { sampleMessage } from '../spec-kit/sample-message';
import { InAppChannel } from './in-app.channel';
import { MongoInbox } from './mongo-inbox';
import { SmtpChannel } from './smtp.channel';
import { WebhookChannel } from './webhook.channel';

const failure = (reason: string) => expect.objectContaining({ name: 'SendFailed', reason, message: reason }) as object;

describe('mail', () => {
  let mailbox: Mailbox;
  let channel: SmtpChannel;
  beforeAll(async () => {
    mailbox = await openMailbox();
    channel = new SmtpChannel(mailbox.url, 'Redress <redress@site.example>');
  });
  afterAll(async () => {
    channel.close();
    await mailbox.close();
  });

  it('arrives with a Message-ID that a second sending repeats', async () => {
    const message = sampleMessage();
    await channel.send(message, { email: 'li@site.example' });
    await channel.send(message, { email: 'li@site.example' });
    const [first, second] = mailbox.mails;
    expect(first).toMatchObject({ messageId: `<${message.deliveryId}@redress>`, subject: message.subject });
    expect(first?.text?.trim()).toBe(message.text);
    expect(first?.headers.get('auto-submitted')).toBe('auto-generated');
    expect(second?.messageId).toBe(first?.messageId);
  });
  it('goes to one address, whatever stands in it', async () => {
    const before = mailbox.mails.length;
    await channel.send(sampleMessage(), { email: 'a@site.example, b@elsewhere.example' }).catch(() => undefined);
    const receivers = mailbox.mails
      .slice(before)
      .map(({ to }) => [to].flat().flatMap((one) => one?.value ?? []).length);
    expect(receivers.every((count) => count <= 1)).toBe(true);
  });
  it('that is refused tells a class of fault and not the address', async () => {
    mailbox.refuse(1, 550);
    await expect(channel.send(sampleMessage(), { email: 'li@site.example' })).rejects.toEqual(failure('smtp-550'));
  });
  it('without a server fails in time', async () => {
    const nobody = new SmtpChannel('smtp://127.0.0.1:9', 'redress@site.example');
    await expect(nobody.send(sampleMessage(), { email: 'li@site.example' })).rejects.toEqual(failure('smtp-esocket'));
    nobody.close();
  });
  it('tells whether the server is there', async () => {
    await channel.check();
    const nobody = new SmtpChannel('smtp://127.0.0.1:9', 'redress@site.example');
    await expect(nobody.check()).rejects.toThrow();
    nobody.close();
  });
  it('needs an address', async () => {
    expect(channel.reaches({ name: '李值班' })).toBe(false);
    await expect(channel.send(sampleMessage(), {})).rejects.toEqual(failure('no-address'));
  });
});

describe('a webhook', () => {
  const secret = `whsec_${Buffer.from('a-secret-of-twenty-four-b').toString('base64')}`;
  const got: { headers: IncomingHttpHeaders; body: string; path?: string }[] = [];
  let [status, location] = [204, ''];
  let server: Server;
  let url: string;
  const channel = new WebhookChannel(() => Date.now());
  beforeAll(async () => {
    server = createServer((request, response) => {
      const parts: Buffer[] = [];
      request.on('data', (part: Buffer) => parts.push(part));
      request.on('end', () => {
        got.push({ headers: request.headers, body: Buffer.concat(parts).toString(), path: request.url });
        response.writeHead(status, location ? { location } : {}).end();
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  it('is signed, so that the receiver can check it, and named by the delivery', async () => {
    const message = sampleMessage();
    await channel.send(message, { webhook: { url: `${url}/hook`, secret } });
    const last = got.at(-1);
    expect(last?.path).toBe('/hook');
    expect(last?.headers['webhook-id']).toBe(message.deliveryId);
    const verified = new Webhook(secret).verify(last?.body ?? '', last?.headers as Record<string, string>);
    expect(verified).toMatchObject({
      type: 'redress.notification',
      timestamp: message.queuedAt,
      data: { subject: message.subject, escalationId: message.escalationId, siteId: 'main' },
    });
  });
  it('takes no redirect', async () => {
    [status, location] = [302, `${url}/elsewhere`];
    await expect(channel.send(sampleMessage(), { webhook: { url, secret } })).rejects.toEqual(failure('http-302'));
    expect(got.at(-1)?.path).toBe('/');
    [status, location] = [204, ''];
  });
  it('that the receiver does not take has failed', async () => {
    status = 500;
    await expect(channel.send(sampleMessage(), { webhook: { url, secret } })).rejects.toEqual(failure('http-500'));
    status = 204;
  });
  it.each(['file:///etc/passwd', 'data:text/plain,x'])('to %s is not sent', (wrong) =>
    expect(channel.send(sampleMessage(), { webhook: { url: wrong, secret } })).rejects.toEqual(failure('http-scheme')),
  );
  it('to nobody, or with a secret that is none, has failed', async () => {
    await expect(channel.send(sampleMessage(), { webhook: { url: 'http://127.0.0.1:9', secret } })).rejects.toEqual(
      failure('http-unreachable'),
    );
    await expect(channel.send(sampleMessage(), { webhook: { url, secret: '' } })).rejects.toEqual(
      failure('webhook-secret'),
    );
    await expect(channel.send(sampleMessage(), {})).rejects.toEqual(failure('no-address'));
  });
});

describe('the inbox', () => {
  let database: TestDatabase;
  let inbox: MongoInbox;
  beforeAll(async () => {
    database = await openTestDatabase();
    inbox = new MongoInbox(database.connection);
    await inbox.prepare();
  });
  afterAll(() => database.drop());

  it('keeps a message once, for one person of one site', async () => {
    const message = sampleMessage({ staffId: 's-once' });
    const channel = new InAppChannel(inbox);
    await channel.send(message);
    await channel.send({ ...message, subject: 'another' });
    const { siteId: _siteId, staffId: _staffId, ...entry } = message;
    expect(await inbox.page('main', 's-once', 10)).toEqual({ items: [entry] });
    expect(await inbox.page('other', 's-once', 10)).toEqual({ items: [] });
  });
  it('is read page by page, newest first, none twice and none left out', async () => {
    const ids: string[] = [];
    for (let n = 0; n < 7; n += 1) {
      const message = sampleMessage({ staffId: 's-many', queuedAt: `2026-03-02T01:0${Math.floor(n / 3)}:00.000Z` });
      ids.push(message.deliveryId);
      await inbox.put(message);
    }
    const read: { deliveryId: string; queuedAt: string }[] = [];
    let next: Awaited<ReturnType<MongoInbox['page']>>['next'];
    do {
      const page = await inbox.page('main', 's-many', 2, next);
      read.push(...page.items);
      next = page.next;
    } while (next);
    expect(read.map(({ deliveryId }) => deliveryId).sort()).toEqual([...ids].sort());
    expect(read.map(({ queuedAt }) => queuedAt)).toEqual([...read.map(({ queuedAt }) => queuedAt)].sort().reverse());
  });
});
