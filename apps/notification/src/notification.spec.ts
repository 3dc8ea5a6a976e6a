import { assertReadable } from '@redress/contracts';
import { eventually, openTestDatabase, realServices, uniqueName, type TestDatabase } from '@redress/testing';
import { Redis } from 'ioredis';
import { createConnection } from 'mongoose';
import { randomUUID } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';
import { personIdOf } from './roster/site-ids';
import { openMailbox, type Mailbox } from './spec-kit/mailbox';
import { startUnderTest, type NotificationUnderTest } from './spec-kit/notification-under-test';
import { Others } from '@redress/testing';
import { openVault, type VaultService } from './spec-kit/vault';

const services = realServices();
const dbPrefix = uniqueName('not');
const topicPrefix = `${dbPrefix.replace('_', '-')}-`;
const secret = `whsec_${Buffer.from('a-secret-of-twenty-four-b').toString('base64')}`;
/** A minute a second: retries come soon. */
const clock = { realStart: new Date().toISOString(), simStart: '2026-03-02T01:00:00.000Z', speed: 60 };

let vaultDatabase: TestDatabase;
let vault: VaultService;
let mailbox: Mailbox;
let others: Others;
let notification: NotificationUnderTest;
let hooks: Server;
const posted: { headers: IncomingHttpHeaders; body: string }[] = [];

const database = () => createConnection(services.mongoUri, { dbName: `${dbPrefix}_notification` }).asPromise();

beforeAll(async () => {
  vaultDatabase = await openTestDatabase();
  [vault, mailbox] = await Promise.all([openVault(vaultDatabase.connection), openMailbox()]);
  others = await Others.open(services.kafkaBrokers, topicPrefix);
  hooks = createServer((request, response) => {
    let body = '';
    request.on('data', (part: Buffer) => (body += part.toString()));
    request.on('end', () => {
      posted.push({ headers: request.headers, body });
      response.writeHead(204).end();
    });
  });
  await new Promise<void>((resolve) => hooks.listen(0, '127.0.0.1', resolve));
  const addresses = { intakeUrl: vault.url, smtpUrl: mailbox.url };
  notification = await startUnderTest({ ...services, ...addresses, dbPrefix, topicPrefix, clock });
});
afterAll(async () => {
  await notification.app.close();
  await others.close();
  await Promise.all([vault.close(), mailbox.close(), vaultDatabase.drop()]);
  hooks.closeAllConnections();
  hooks.close();
  const connection = await database();
  await connection.dropDatabase();
  await connection.close();
  const redis = new Redis(services.redisUrl);
  const left = await redis.keys(`*${dbPrefix}*`);
  if (left.length > 0) await redis.del(left);
  await redis.quit();
});

const soon = <T>(check: () => T | Promise<T>): Promise<T> => eventually(check, { timeoutMs: 40_000, intervalMs: 50 });

/** Tells of an escalation as the escalation service would. */
const raise = (site: string, tell: string[], more: object = {}, envelope: object = {}) => {
  const complaintId = randomUUID();
  const escalationId = `${complaintId}-default.acceptance.2.1`;
  const data = {
    complaintId,
    escalationId,
    deadline: 'acceptance',
    ladder: 'default',
    step: 2,
    tell,
    cause: 'step',
    raisedAt: '2026-03-02T01:30:00.000Z',
    acknowledgeBy: '2026-03-02T02:00:00.000Z',
    dueAt: '2026-03-02T01:30:00.000Z',
    lateMs: 0,
    ...more,
  };
  const said = others.say('escalation', `watch-${complaintId}`, [{ type: 'EscalationRaised', data }], {
    siteId: site,
    ...envelope,
  });
  return said.then((commit) => ({ complaintId, escalationId, commit }));
};
const bootstrap = (siteId: string, ...staff: object[]) =>
  notification.post('/internal/roster/bootstrap', { siteId, staff }, 'service');
const inbox = async (sub: string, siteId: string): Promise<Record<string, string>[]> =>
  (await notification.get('/api/v1/notifications', { sub, siteId })).body['items'] as Record<string, string>[];
const mailsTo = (address: string) =>
  mailbox.mails.filter(({ to }) => [to].flat().some((one) => one?.value.some((each) => each.address === address)));
const problem = (status: number, code: string) => ({ status, body: { type: `urn:redress:problem:${code}` } });

/** All that the service published about a complaint. */
const published = async (complaintId: string): Promise<[string, Record<string, unknown>][]> => {
  const commits = await others.heard('notification', complaintId, assertReadable);
  return commits.flatMap(({ events }) =>
    events.map(({ type, data }): [string, Record<string, unknown>] => [type, data as Record<string, unknown>]),
  );
};

describe('the first staff', () => {
  const li = {
    staffId: 'li',
    name: '李伟',
    roles: ['dutyManager', 'teamLead'],
    email: 'li@site.example',
    locale: 'zh-CN',
  };
  it('is on duty from the start, once, and its addresses are nowhere in clear (R-006)', async () => {
    expect(await bootstrap('first', li)).toMatchObject({ status: 200, body: { assigned: 1 } });
    expect(await bootstrap('first', li)).toMatchObject({ status: 200, body: { assigned: 0 } });
    const { body } = await notification.get('/api/v1/roster/on-duty?role=teamLead', { siteId: 'first' });
    expect(body['items']).toMatchObject([{ staffId: 'li', roles: li.roles, channels: ['inApp', 'email'] }]);
    const connection = await database();
    const stored = JSON.stringify(await connection.collection('commits').find().toArray());
    expect(stored).toContain(personIdOf('first', 'li'));
    expect(stored).not.toMatch(/li@site|李伟/);
    await connection.close();
  });
  it('is put on duty by other services only', async () =>
    expect(await notification.post('/internal/roster/bootstrap', { siteId: 'first', staff: [] })).toMatchObject(
      problem(401, 'unauthenticated'),
    ));
});

describe('an escalation', () => {
  it('reaches the people behind its roles over every channel they have, each once', async () => {
    await bootstrap('told', { staffId: 'wang', name: '王芳', roles: ['dutyManager'], email: 'wang@site.example' });
    const { port } = hooks.address() as AddressInfo;
    const contact = { webhook: { url: `http://127.0.0.1:${port}/duty`, secret } };
    const duty = { staffId: 'zhao', name: 'Zhao', roles: ['dutyManager'], locale: 'en', contact };
    expect(await notification.post('/api/v1/roster/duties', duty, { siteId: 'told' })).toMatchObject({ status: 201 });
    const { complaintId, escalationId, commit } = await raise('told', ['dutyManager']);
    const number = { complaintId, complaintNo: 'TOLD-2026-000001-1' };
    await others.repeat(commit);

    const [mail] = await soon(() => {
      expect(mailsTo('wang@site.example')).toHaveLength(1);
      return mailsTo('wang@site.example');
    });
    expect(mail?.subject).toBe(`投诉 ${number.complaintId.slice(0, 8)}：受理已超时`);
    expect(mail?.text).toContain(`https://redress.example/complaints/${complaintId}`);
    const hook = await soon(() => {
      expect(posted).toHaveLength(1);
      return posted[0];
    });
    const verified = new Webhook(secret).verify(hook?.body ?? '', hook?.headers as Record<string, string>);
    expect(verified).toMatchObject({ data: { escalationId, locale: 'en', template: 'acceptance-overdue' } });
    const [entry] = await soon(async () => {
      const found = await inbox('wang', 'told');
      expect(found).toHaveLength(1);
      return found;
    });
    expect(entry).toMatchObject({ escalationId, complaintId, subject: mail?.subject });
    expect(await inbox('wang', 'other')).toEqual([]);
    await soon(async () => {
      const said = (await published(complaintId)).map(([type, data]) =>
        typeof data['channel'] === 'string' ? `${type} ${data['channel']}` : type,
      );
      expect(said.sort()).toEqual([
        'NotificationQueued email',
        'NotificationQueued inApp',
        'NotificationQueued inApp',
        'NotificationQueued webhook',
        'NotificationSent',
        'NotificationSent',
        'NotificationSent',
        'NotificationSent',
      ]);
    });
    expect(mailsTo('wang@site.example')).toHaveLength(1);
  });

  it('names the complaint by its number, and the handler by name, on duty or not', async () => {
    const complaintId = randomUUID();
    const sealed = { keyRef: 'p', sealed: 'v1.a.b.c' };
    const registered = {
      complaintId,
      complaintNo: 'MAIN-2026-000777-7',
      channel: 'web',
      receivedAt: '2026-03-02T01:00:00.000Z',
      registeredAt: '2026-03-02T01:00:00.000Z',
      acceptBy: '2026-03-03T01:00:00.000Z',
      planRef: 'p@1',
      calendarRef: 'china-2026.1',
      personId: randomUUID(),
      complainant: sealed,
      narrative: sealed,
      locale: 'zh-CN',
      facts: {},
      textSignature: '0123456789abcdef',
      trackingTokenHash: 'a'.repeat(64),
      registeredBy: 'visitor',
    };
    await others.say('intake', `complaint-${complaintId}`, [{ type: 'ComplaintRegistered', data: registered }]);
    const connection = await database();
    await soon(async () => expect(await connection.collection('complaint_numbers').countDocuments()).toBe(1));
    await connection.close();
    const escalationId = `${complaintId}-default.acceptance.0.1`;
    const step = { complaintId, escalationId, step: 0, handlerId: 'qian', dueAt: '2026-03-03T01:00:00.000Z' };
    await raise('named', ['handler'], step);
    await soon(async () =>
      expect(await inbox('qian', 'named')).toMatchObject([{ subject: '投诉 MAIN-2026-000777-7：受理时限临近' }]),
    );
  });

  it('that finds nobody says so, once', async () => {
    const { complaintId, escalationId, commit } = await raise('empty', ['siteDirector', 'headquarters']);
    await others.repeat(commit);
    await soon(async () =>
      expect(await published(complaintId)).toEqual([
        [
          'NobodyOnDuty',
          {
            complaintId,
            escalationId,
            roles: ['siteDirector', 'headquarters'],
            noticedAt: expect.any(String) as string,
          },
        ],
      ]),
    );
  });

  it('of a drill stays in the house and says that it is one', async () => {
    await bootstrap('drill', { staffId: 'sun', name: '孙', roles: ['dutyManager'], email: 'sun@site.example' });
    const drillId = randomUUID();
    const { complaintId } = await raise('drill', ['dutyManager'], {}, { drillId });
    await soon(async () =>
      expect(await inbox('sun', 'drill')).toMatchObject([
        { drillId, subject: expect.stringMatching(/^【演练】/) as string },
      ]),
    );
    await soon(async () =>
      expect((await published(complaintId)).map(([type]) => type)).toEqual(['NotificationQueued', 'NotificationSent']),
    );
    expect(mailsTo('sun@site.example')).toEqual([]);
  });
});

describe('a mail that is refused', () => {
  const wu = { staffId: 'wu', name: '吴', roles: ['dutyManager'], email: 'wu@site.example' };
  beforeAll(() => bootstrap('refusing', wu));
  const failures = async (complaintId: string) =>
    (await published(complaintId))
      .filter(([type]) => /Failed|GivenUp/.test(type))
      .map(([type, { attempt, attempts, reason }]) => [type, attempt ?? attempts, reason ?? '']);

  it('is sent again later, and arrives', async () => {
    mailbox.refuse(2, 451);
    const { complaintId } = await raise('refusing', ['dutyManager']);
    await soon(() => expect(mailsTo('wu@site.example')).toHaveLength(1));
    await soon(async () =>
      expect(await failures(complaintId)).toEqual([
        ['NotificationFailed', 1, 'smtp-451'],
        ['NotificationFailed', 2, 'smtp-451'],
      ]),
    );
  });
  it('four times is given up, so that it climbs', async () => {
    mailbox.refuse(1_000, 550);
    const { complaintId, escalationId } = await raise('refusing', ['dutyManager']);
    await soon(async () => expect((await failures(complaintId)).at(-1)).toEqual(['DeliveryGivenUp', 4, '']));
    mailbox.refuse(0, 550);
    const givenUp = (await published(complaintId)).find(([type]) => type === 'DeliveryGivenUp');
    expect(givenUp?.[1]).toMatchObject({ complaintId, escalationId });
  });
});

describe('the keys of staff', () => {
  const zheng = { staffId: 'zheng', name: '郑', roles: ['dutyManager'], email: 'zheng@site.example' };
  const erased = (siteId: string) => {
    const personId = personIdOf(siteId, 'zheng');
    const data = { personId, erasedAt: '2026-03-02T01:00:00.000Z', erasedBy: 'staff:admin' };
    return others.say('intake', `person-${personId}`, [{ type: 'PersonErased', data }]);
  };

  it('that cannot be had keep no inbox empty; the rest follows when they can', async () => {
    await bootstrap('vault', zheng);
    vault.away(true);
    await erased('vault'); // only takes the key out of memory: in the vault it still is
    const duty = { staffId: 'feng', name: '冯', roles: ['teamLead'] };
    const refused = await notification.post('/api/v1/roster/duties', duty, { siteId: 'vault' });
    expect(refused).toMatchObject(problem(503, 'unavailable'));
    await soon(async () => {
      const { body } = await notification.get('/api/v1/roster/on-duty', { siteId: 'vault' });
      expect(body['items']).toEqual([expect.not.objectContaining({ channels: expect.anything() as string })]);
    });
    const { complaintId } = await raise('vault', ['dutyManager']);
    await soon(async () => expect(await inbox('zheng', 'vault')).toHaveLength(1));
    expect((await published(complaintId)).filter(([type]) => type === 'NotificationQueued')).toHaveLength(1);
    vault.away(false);
    await soon(() => expect(mailsTo('zheng@site.example')).toHaveLength(1));
    expect(await inbox('zheng', 'vault')).toHaveLength(1);
  });

  it('that were destroyed leave the inbox, and nothing climbs for that', async () => {
    const address = 'zheng@erased.example';
    await bootstrap('erased', { ...zheng, email: address });
    await raise('erased', ['dutyManager']);
    await soon(() => expect(mailsTo(address)).toHaveLength(1));
    await vault.vault.erase(personIdOf('erased', 'zheng'));
    await erased('erased');
    await soon(async () => {
      const { body } = await notification.get('/api/v1/roster/on-duty', { siteId: 'erased' });
      expect(body['items']).toMatchObject([{ channels: ['inApp'] }]);
    });
    const { complaintId } = await raise('erased', ['dutyManager']);
    await soon(async () => expect(await inbox('zheng', 'erased')).toHaveLength(2));
    await soon(async () =>
      expect((await published(complaintId)).map(([type]) => type)).toEqual(['NotificationQueued', 'NotificationSent']),
    );
    expect(mailsTo(address)).toHaveLength(1);
  });
});

describe('the roster', () => {
  const siteId = 'roster';
  const duty = { staffId: 'chen', name: '陈', roles: ['teamLead'], from: '2026-03-02T00:00:00+08:00' };
  const listed = async (query = '') =>
    ((await notification.get(`/api/v1/roster/on-duty${query}`, { siteId })).body['items'] as { staffId: string }[]).map(
      ({ staffId }) => staffId,
    );
  it('is kept by those who may, of their own site', async () => {
    expect(await notification.post('/api/v1/roster/duties', duty, { siteId, roles: ['clerk'] })).toMatchObject(
      problem(403, 'forbidden'),
    );
    const { status, body } = await notification.post('/api/v1/roster/duties', duty, { siteId });
    expect([status, body['changed']]).toEqual([201, true]);
    expect(await listed()).toEqual(['chen']);
    expect(await listed('?role=dutyManager')).toEqual([]);
    expect(await listed(`?at=${encodeURIComponent('2026-03-01T00:00:00+08:00')}`)).toEqual([]);
    const end = `/api/v1/roster/duties/${String(body['id'])}/end`;
    expect(await notification.post(end, undefined, { siteId: 'other' })).toMatchObject(problem(404, 'duty-unknown'));
    expect(await notification.post(end, undefined, { siteId })).toMatchObject({ status: 200, body: { changed: true } });
    expect(await listed()).toEqual([]);
  });
  it('is read page by page', async () => {
    for (const staffId of ['a', 'b', 'c'])
      await notification.post('/api/v1/roster/duties', { ...duty, staffId }, { siteId });
    const first = await notification.get('/api/v1/roster/on-duty?limit=2', { siteId });
    expect((first.body['items'] as object[]).length).toBe(2);
    expect(await listed(`?limit=2&after=${String(first.body['next'])}`)).toEqual(['c']);
    expect(await notification.get('/api/v1/roster/on-duty?limit=0', { siteId })).toMatchObject({ status: 400 });
  });
  it.each([
    [{ until: '2026-03-01T00:00:00+08:00' }, 422],
    [{ roles: [] }, 400],
    [{ contact: { webhook: { url: 'file:///etc/passwd', secret } } }, 400],
    [{ contact: { webhook: { url: 'https://x.example/h', secret: 'short' } } }, 400],
    [{ contact: { email: 'nobody' } }, 400],
  ])('takes no %j', async (wrong, status) =>
    expect((await notification.post('/api/v1/roster/duties', { ...duty, ...wrong }, { siteId })).status).toBe(status),
  );
});
