import { assertReadable } from '@redress/contracts';
import { eventually, openTestDatabase, Others, realServices, uniqueName, type TestDatabase } from '@redress/testing';
import { Redis } from 'ioredis';
import { createConnection } from 'mongoose';
import { randomUUID } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import { deliveryIdOf } from './roster/site-ids';
import { listen, type Heard, type Listening } from './spec-kit/listening';
import { openMailbox, type Mailbox } from './spec-kit/mailbox';
import { startUnderTest, type NotificationUnderTest } from './spec-kit/notification-under-test';
import { openSmsGateway, smsSecret, type SmsGatewayServer } from './spec-kit/sms-gateway';
import { openVault, type VaultService } from './spec-kit/vault';
import { openVendors, robotKeys, type Vendors } from './spec-kit/vendors';
import { templateNames } from './templates/catalogue';

const services = realServices();
const dbPrefix = uniqueName('rea');
const topicPrefix = `${dbPrefix.replace('_', '-')}-`;
const secret = `whsec_${Buffer.from('a-secret-of-twenty-four-b').toString('base64')}`;
/** A minute a second: retries come soon. */
const clock = { realStart: new Date().toISOString(), simStart: '2026-03-02T01:00:00.000Z', speed: 60 };

let vaultDatabase: TestDatabase;
let vault: VaultService;
let mailbox: Mailbox;
let others: Others;
let vendors: Vendors;
let gateway: SmsGatewayServer;
let hook: Listening;
let hookStatus = 204;
const posted: Heard[] = [];
let notification: NotificationUnderTest;

const database = () => createConnection(services.mongoUri, { dbName: `${dbPrefix}_notification` }).asPromise();
const soon = <T>(check: () => T | Promise<T>): Promise<T> => eventually(check, { timeoutMs: 40_000, intervalMs: 50 });
const problem = (status: number, code: string) => ({ status, body: { type: `urn:redress:problem:${code}` } });

beforeAll(async () => {
  vaultDatabase = await openTestDatabase();
  [vault, mailbox, gateway] = await Promise.all([openVault(vaultDatabase.connection), openMailbox(), openSmsGateway()]);
  vendors = await openVendors(() => Date.now());
  hook = await listen((heard) => {
    posted.push(heard);
    return { status: hookStatus };
  });
  others = await Others.open(services.kafkaBrokers, topicPrefix);
  notification = await startUnderTest({
    ...services,
    intakeUrl: vault.url,
    smtpUrl: mailbox.url,
    robotOrigins: [vendors.origin],
    smsUrl: gateway.origin,
    smsSecret,
    smsSignature: '青山景区',
    dbPrefix,
    topicPrefix,
    clock,
  });
});
afterAll(async () => {
  await notification.app.close();
  await others.close();
  const servers = [vault, mailbox, gateway, vendors, hook];
  await Promise.all([...servers.map((server) => server.close()), vaultDatabase.drop()]);
  const connection = await database();
  await connection.dropDatabase();
  await connection.close();
  const redis = new Redis(services.redisUrl);
  const left = await redis.keys(`*${dbPrefix}*`);
  if (left.length > 0) await redis.del(left);
  await redis.quit();
});

/** Tells of an escalation to the duty managers of a site, as the escalation service would. */
const raise = async (siteId: string) => {
  const complaintId = randomUUID();
  const escalationId = `${complaintId}-default.acceptance.2.1`;
  const data = {
    complaintId,
    escalationId,
    deadline: 'acceptance',
    ladder: 'default',
    step: 2,
    tell: ['dutyManager'],
    cause: 'step',
    raisedAt: '2026-03-02T01:30:00.000Z',
    dueAt: '2026-03-02T01:30:00.000Z',
    lateMs: 0,
  };
  await others.say('escalation', `watch-${complaintId}`, [{ type: 'EscalationRaised', data }], { siteId });
  return { complaintId, escalationId };
};

/** All that the service published about a complaint. */
const published = async (complaintId: string): Promise<[string, Record<string, unknown>][]> => {
  const commits = await others.heard('notification', complaintId, assertReadable);
  return commits.flatMap(({ events }) =>
    events.map(({ type, data }): [string, Record<string, unknown>] => [type, data as Record<string, unknown>]),
  );
};
const assign = (siteId: string, staffId: string, contact: object, key?: string) =>
  notification.post(
    '/api/v1/roster/duties',
    { staffId, name: '赵值班', roles: ['dutyManager'], contact },
    { siteId, ...(key && { key }) },
  );

describe('robots of group chats and texts to mobile phones', () => {
  const contact = () => ({
    wecom: { url: vendors.wecomUrl },
    dingtalk: { url: vendors.dingtalkUrl, secret: robotKeys.dingtalk.secret },
    feishu: { url: vendors.feishuUrl, secret: robotKeys.feishu.secret },
    sms: { mobile: '13900000000' },
  });

  it('tell of an escalation, each once, in words that every reader of the messages knows', async () => {
    expect(await assign('robots', 'zhao', contact())).toMatchObject({ status: 201 });
    const { complaintId, escalationId } = await raise('robots');
    const link = `https://redress.example/complaints/${complaintId}`;
    await soon(() => {
      for (const texts of Object.values(vendors.said)) expect(texts).toHaveLength(1);
      expect(gateway.texted).toHaveLength(1);
    });
    for (const [name, texts] of Object.entries(vendors.said)) {
      expect(texts[0]).toContain(`投诉 ${complaintId.slice(0, 8)}：受理已超时`);
      expect(texts[0]).toContain(link);
      expect(texts[0]).toContain(`[${deliveryIdOf(escalationId, 'zhao', name).slice(0, 8)}]`);
    }
    expect(gateway.texted[0]).toMatchObject({ to: '+8613900000000', text: expect.stringContaining(link) as string });
    await soon(async () => {
      const told = await published(complaintId);
      const queued = told.filter(([type]) => type === 'NotificationQueued');
      expect(queued.map(([, { channel, via }]) => [channel, via]).sort()).toEqual([
        ['inApp', undefined],
        ['webhook', 'dingtalk'],
        ['webhook', 'feishu'],
        ['webhook', 'sms'],
        ['webhook', 'wecom'],
      ]);
      expect(told.filter(([type]) => type === 'NotificationSent')).toHaveLength(5);
    });
  });

  it('are told by their kind alone: address, key and number are nowhere in clear (R-006)', async () => {
    const { body } = await notification.get('/api/v1/roster/on-duty', { siteId: 'robots' });
    expect(body['items']).toMatchObject([{ channels: ['inApp', 'wecom', 'dingtalk', 'feishu', 'sms'] }]);
    const connection = await database();
    const collections = await connection.listCollections();
    const stored = await Promise.all(collections.map(({ name }) => connection.collection(name).find().toArray()));
    await connection.close();
    const { dingtalk, feishu, wecom } = robotKeys;
    for (const hidden of [wecom, dingtalk.token, dingtalk.secret, feishu.hook, feishu.secret, '13900000000'])
      expect(`${JSON.stringify(stored)} ${JSON.stringify(body)}`).not.toContain(hidden);
  });

  it('are refused at any other place, and what is no address, naming the field', async () => {
    const elsewhere = await assign('robots', 'qian', { feishu: { url: `${hook.origin}/hook`, secret: 'a-secret-12' } });
    expect(elsewhere).toMatchObject(problem(422, 'contact-elsewhere'));
    expect(elsewhere.body['detail']).toContain('contact.feishu.url');
    expect(elsewhere.body['detail']).toContain(`${vendors.origin}/open-apis/bot/v2/hook/`);
    for (const [wrong, pointer] of [
      [{ wecom: { url: 'file:///etc/passwd' } }, '/contact/wecom/url'],
      [{ dingtalk: { url: vendors.dingtalkUrl, secret: 'no' } }, '/contact/dingtalk/secret'],
      [{ feishu: { url: vendors.feishuUrl } }, '/contact/feishu/secret'],
      [{ sms: { mobile: '12345' } }, '/contact/sms/mobile'],
      [{ sms: [{ mobile: '13900000000' }] }, '/contact/sms'],
    ] as const) {
      const answer = await assign('robots', 'qian', wrong);
      expect(answer).toMatchObject(problem(400, 'validation-failed'));
      expect((answer.body['errors'] as { pointer: string }[]).map((error) => error.pointer)).toContain(pointer);
    }
  });

  it('that take no more for now are tried again for longer, and told in the end', async () => {
    await assign('crowded', 'sun', { wecom: contact().wecom });
    const busy = { status: 200, body: { errcode: 45009, errmsg: 'api freq out of limit' } };
    vendors.answerNext(busy, busy, busy, busy, busy);
    const before = vendors.said.wecom.length;
    const { complaintId } = await raise('crowded');
    await soon(() => expect(vendors.said.wecom).toHaveLength(before + 1));
    await soon(async () => {
      const failures = (await published(complaintId)).filter(([type]) => type === 'NotificationFailed');
      expect(failures.map(([, { attempt, reason }]) => [attempt, reason])).toEqual(
        [1, 2, 3, 4, 5].map((attempt) => [attempt, 'rate-limited']),
      );
    });
  });
});

describe('a message that was given up (R-065)', () => {
  const siteId = 'resend';
  const about = async (complaintId: string) =>
    (await published(complaintId)).filter(([type]) => !/Queued|Failed/.test(type)).map(([type]) => type);
  let complaintId: string;
  let deliveryId: string;
  const resend = (id: string, caller: object = {}) =>
    notification.post(`/api/v1/notifications/${id}/resend`, undefined, { siteId, ...caller });

  beforeAll(async () => {
    await assign(siteId, 'wu', { webhook: { url: `${hook.origin}/duty`, secret } });
    hookStatus = 500;
    const raised = await raise(siteId);
    complaintId = raised.complaintId;
    deliveryId = deliveryIdOf(raised.escalationId, 'wu', 'webhook');
    await soon(async () => expect(await about(complaintId)).toContain('DeliveryGivenUp'));
  });

  it('is sent again by those of its site who may, and by nobody else', async () => {
    expect(await resend(deliveryId, { roles: ['auditor'] })).toMatchObject(problem(403, 'forbidden'));
    expect(await resend(deliveryId, { siteId: 'other' })).toMatchObject(problem(404, 'notification-not-queued'));
    expect(await resend(randomUUID())).toMatchObject(problem(404, 'notification-not-queued'));
    expect(await resend('x')).toMatchObject({ status: 400 });
    expect(posted).toHaveLength(4);
  });
  it('may fail for good again, and climbs for that once more', async () => {
    expect(await resend(deliveryId)).toMatchObject({ status: 200, body: { changed: true } });
    await soon(async () =>
      expect((await about(complaintId)).filter((type) => type === 'DeliveryGivenUp')).toHaveLength(2),
    );
    expect(posted).toHaveLength(8);
  });
  it('arrives under the same id, once, however often it is asked for', async () => {
    hookStatus = 204;
    const key = randomUUID();
    const answers = [await resend(deliveryId, { key }), await resend(deliveryId, { key })];
    expect(answers[0]).toMatchObject({ status: 200, body: { changed: true } });
    expect(answers[1]?.body).toEqual({ ...answers[0]?.body, changed: false });
    await soon(async () => expect(await about(complaintId)).toContain('NotificationSent'));
    expect(posted).toHaveLength(9);
    expect(new Set(posted.map(({ headers }) => headers['webhook-id']))).toEqual(new Set([deliveryId]));
    const last = posted.at(-1);
    new Webhook(secret).verify(last?.body ?? '', last?.headers as Record<string, string>);
    const resumed = (await published(complaintId)).filter(([type]) => type === 'DeliveryResumed');
    expect(resumed.map(([, data]) => data['resumedBy'])).toEqual(['staff:li.wei', 'staff:li.wei']);
    const sent = (await published(complaintId)).filter(([type]) => type === 'NotificationSent').at(-1);
    expect(sent?.[1]).toMatchObject({ deliveryId, attempt: 9 });
  });
  it('that has arrived is not sent again', async () =>
    expect(await resend(deliveryId)).toMatchObject(problem(409, 'notification-sent')));
});

describe('the words of a site (R-066)', () => {
  const siteId = 'words';
  const post = (path: string, body: object, caller: object = {}) =>
    notification.post(`/api/v1/templates/${path}`, body, { siteId, ...caller });
  const listed = async (site = siteId) =>
    (await notification.get('/api/v1/templates?locale=zh-CN&limit=100', { siteId: site })).body['items'] as {
      name: string;
      channels: string;
    }[];
  const own = { locale: 'zh-CN', subject: '速看 {number}', text: '请处理。\n最迟 {acknowledgeBy} 确认\n{link}' };
  const robot = { subject: '群里看 {number}', text: '{link}', locale: 'zh-CN', channels: 'chat' };

  it('are shown filled in, and refused with the place of what is wrong, before anything is stored', async () => {
    const shown = await post('severe/preview', own);
    expect(shown).toMatchObject({ status: 200, body: { subject: '速看 MAIN-2026-000123-4' } });
    expect(shown.body['text']).toMatch(
      /^请处理。\n最迟 2026年3月3日 10:00 确认\nhttps:\/\/redress\.example\/complaints\//,
    );
    expect((await post('severe/preview', { locale: 'en' })).body['subject']).toContain('severe or possibly severe');
    for (const step of ['severe/preview', 'severe']) {
      const wrong = await post(step, { ...own, text: '{link}\n截止 {dueAt}' });
      expect(wrong).toMatchObject(problem(422, 'placeholder-unknown'));
      expect(wrong.body['details']).toMatchObject({
        faults: [{ field: 'text', placeholder: 'dueAt', line: 2, column: 4 }],
        allowed: ['number', 'link', 'acknowledgeBy', 'late'],
      });
      const bare = await post(step, { ...own, text: '请处理' });
      expect(bare).toMatchObject({
        ...problem(422, 'placeholder-missing'),
        body: { details: { missing: [{ field: 'text', placeholder: 'link' }] } },
      });
    }
    expect(await post('complainant-declined/preview', { ...own, text: '{number}' })).toMatchObject({
      ...problem(422, 'placeholder-missing'),
      body: { details: { missing: [{ field: 'text', placeholder: 'words' }] } },
    });
    expect(await post('no-such', own)).toMatchObject({ status: 400 });
    expect(await post('severe', { ...own, subject: 'a\n{number}' })).toMatchObject({ status: 400 });
    expect(await post('severe', { ...own, text: 'x'.repeat(4_001) })).toMatchObject({ status: 400 });
    expect(await post('severe', own, { roles: ['handler'] })).toMatchObject(problem(403, 'forbidden'));
    expect((await listed()).every((one) => 'overridden' in one && !one.overridden)).toBe(true);
  });

  it('go out in the place of the built-in ones, by channel, with their version, and back again', async () => {
    await assign(siteId, 'he', { wecom: { url: vendors.wecomUrl } });
    const key = randomUUID();
    const answers = [];
    for (let n = 0; n < 2; n += 1) answers.push(await post('acceptance-overdue', own, { key }));
    expect(answers.map(({ status, body }) => [status, body['changed']])).toEqual([
      [200, true],
      [200, false],
    ]);
    await post('acceptance-overdue', { ...own, subject: '快看 {number}' });
    await post('acceptance-overdue', robot);
    expect((await listed()).filter(({ name }) => name === 'acceptance-overdue')).toMatchObject([
      { channels: 'all', overridden: true, version: 2, changedBy: 'staff:li.wei', subject: '快看 {number}' },
      { channels: 'chat', overridden: true, version: 1, subject: robot.subject, required: ['link', 'number'] },
    ]);
    expect((await listed('other')).filter((one) => 'overridden' in one && one.overridden)).toEqual([]);

    const { complaintId } = await raise(siteId);
    const number = complaintId.slice(0, 8);
    const link = `https://redress.example/complaints/${complaintId}`;
    const inbox = async () =>
      (await notification.get('/api/v1/notifications', { sub: 'he', siteId })).body['items'] as { subject: string }[];
    await soon(async () => {
      // Nothing is to be acknowledged by a time, so the line about it is left out.
      expect(await inbox()).toMatchObject([{ subject: `快看 ${number}`, text: `请处理。\n${link}` }]);
      expect(vendors.said.wecom.at(-1)).toMatch(`群里看 ${number}\n${link}\n[`);
    });
    await soon(async () => {
      const sent = (await published(complaintId)).filter(([type]) => type === 'NotificationSent');
      expect(sent.map(([, data]) => data['templateVersion']).sort()).toEqual([1, 2]);
    });
    for (const channels of ['all', 'chat'])
      expect(await post('acceptance-overdue/revert', { locale: 'zh-CN', channels })).toMatchObject({ status: 200 });
    const again = await post('acceptance-overdue/revert', { locale: 'zh-CN' });
    expect(again).toMatchObject({ status: 200, body: { changed: false } });
    await raise(siteId);
    await soon(async () => expect((await inbox())[0]?.subject).toMatch('受理已超时'));
  });

  it('are listed page by page, each once', async () => {
    const names: string[] = [];
    let after = '';
    for (let pages = 0; pages < 20; pages += 1) {
      const { body } = await notification.get(`/api/v1/templates?limit=7${after}`, { siteId });
      names.push(...(body['items'] as Record<string, string>[]).map((one) => Object.values(one).slice(0, 3).join(' ')));
      if (!body['next']) break;
      after = `&after=${body['next'] as string}`;
    }
    expect(new Set(names).size).toBe(names.length);
    // Each in two languages, and one that had words of its own for chats.
    expect(names).toHaveLength(templateNames.length * 2 + 1);
    expect((await notification.get('/api/v1/templates?after=x', { siteId })).status).toBe(400);
  });
});
