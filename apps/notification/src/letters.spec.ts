import { assertReadable } from '@redress/contracts';
import { seal, type PersonKey } from '@redress/personal-data';
import { eventually, openTestDatabase, Others, realServices, uniqueName, type TestDatabase } from '@redress/testing';
import { createConnection } from 'mongoose';
import { randomUUID } from 'node:crypto';
import { openMailbox, type Mailbox } from './spec-kit/mailbox';
import { startUnderTest, type NotificationUnderTest } from './spec-kit/notification-under-test';
import { openVault, type VaultService } from './spec-kit/vault';

const services = realServices();
const dbPrefix = uniqueName('letters');
const topicPrefix = `${dbPrefix.replace('_', '-')}-`;
/** A minute a second: retries come soon. */
const clock = { realStart: new Date().toISOString(), simStart: '2026-03-02T01:00:00.000Z', speed: 60 };
const at = '2026-03-02T01:00:00.000Z';

let vaultDatabase: TestDatabase;
let vault: VaultService;
let mailbox: Mailbox;
let others: Others;
let notification: NotificationUnderTest;

const database = () => createConnection(services.mongoUri, { dbName: `${dbPrefix}_notification` }).asPromise();

beforeAll(async () => {
  vaultDatabase = await openTestDatabase();
  [vault, mailbox] = await Promise.all([openVault(vaultDatabase.connection), openMailbox()]);
  others = await Others.open(services.kafkaBrokers, topicPrefix);
  const addresses = { intakeUrl: vault.url, smtpUrl: mailbox.url };
  notification = await startUnderTest({ ...services, ...addresses, dbPrefix, topicPrefix, clock });
});
afterAll(async () => {
  await notification.app.close();
  await others.close();
  await Promise.all([vault.close(), mailbox.close(), vaultDatabase.drop()]);
  const connection = await database();
  await connection.dropDatabase();
  await connection.close();
});

const soon = <T>(check: () => T | Promise<T>): Promise<T> => eventually(check, { timeoutMs: 40_000, intervalMs: 50 });
const mailsTo = (address: string) =>
  mailbox.mails.filter(({ to }) => [to].flat().some((one) => one?.value.some((each) => each.address === address)));
const mailTo = (address: string, number: number) =>
  soon(() => {
    expect(mailsTo(address)).toHaveLength(number);
    return mailsTo(address).at(-1);
  });

interface Sample {
  readonly complaintId: string;
  readonly key: PersonKey;
  say(type: string, data: object, envelope?: object): ReturnType<Others['say']>;
}

let serial = 0;

/** A complainant with a key in the vault, and what the other services say of the complaint. */
const complainant = async (): Promise<Sample> => {
  const [complaintId, personId] = [randomUUID(), randomUUID()];
  const key = await vault.vault.keyOf(personId, { createFor: 'main' });
  const say: Sample['say'] = (type, data, envelope = {}) => {
    const intake = /^Complain(t|antAsked)/.test(type);
    return others.say(
      intake ? 'intake' : 'investigation',
      `${intake ? 'complaint' : 'case'}-${complaintId}`,
      [{ type, data: { complaintId, ...data } }],
      envelope,
    );
  };
  return { complaintId, key, say };
};

const register = ({ key, say }: Sample, contact: object, more: object = {}, envelope: object = {}) => {
  serial += 1;
  return say(
    'ComplaintRegistered',
    {
      complaintNo: `MAIN-2026-00000${serial}-1`,
      channel: 'web',
      receivedAt: at,
      registeredAt: at,
      acceptBy: '2026-03-03T01:00:00.000Z',
      planRef: 'p@1',
      calendarRef: 'china-2026.1',
      personId: key.personId,
      complainant: seal(key, contact),
      narrative: seal(key, '饭菜不新鲜'),
      locale: 'zh-CN',
      facts: {},
      textSignature: '0123456789abcdef',
      trackingTokenHash: 'a'.repeat(64),
      trackingToken: seal(key, 'token-of-the-complainant'),
      reachableBy: Object.keys(contact).filter((kind) => kind === 'email' || kind === 'phone'),
      registeredBy: 'visitor',
      ...more,
    },
    envelope,
  );
};
const found = (sample: Sample, substantiated: boolean) =>
  sample.say('InvestigationCompleted', {
    completedAt: at,
    completedBy: 'staff:li',
    substantiated,
    ...(substantiated && { rootCause: 'hygiene' }),
    report: seal(sample.key, '属实'),
  });
const result = (sample: Sample, words: string, more: object = { answerBy: '2026-03-17T16:00:00.000Z' }) =>
  sample.say('FeedbackGiven', { givenAt: at, givenBy: 'staff:li', feedback: seal(sample.key, words), ...more });

/** What the service published about a complaint, the latest first. */
const published = async (complaintId: string): Promise<[string, Record<string, unknown>][]> =>
  (await others.heard('notification', complaintId, assertReadable)).flatMap(({ events }) =>
    events.map(({ type, data }): [string, Record<string, unknown>] => [type, data as Record<string, unknown>]),
  );

describe('a complainant who gave an address', () => {
  it('is told number, promise and how to follow it, once, and that it arrived is on record (R-009)', async () => {
    const sample = await complainant();
    const commit = await register(sample, { name: '王小明', email: 'wang@visitor.example' });
    await others.repeat(commit);
    const mail = await mailTo('wang@visitor.example', 1);
    expect(mail?.subject).toBe(`您的投诉已登记，编号 MAIN-2026-00000${serial}-1`);
    expect(mail?.text).toContain('2026年3月3日 09:00 前告诉您是否受理');
    expect(mail?.text).toContain('token-of-the-complainant');
    expect(mail?.headers.get('auto-submitted')).toBe('auto-generated');
    await soon(async () =>
      expect(await published(sample.complaintId)).toMatchObject([
        ['NotificationQueued', { recipient: `complainant:${sample.key.personId}`, channel: 'email' }],
        ['NotificationSent', { attempt: 1 }],
      ]),
    );
    expect(mailsTo('wang@visitor.example')).toHaveLength(1);
  });

  it('is told of the progress and the result, with an apology and thanks where the complaint was right (R-059, R-065, R-066, R-067)', async () => {
    const sample = await complainant();
    const address = 'li@visitor.example';
    await register(sample, { email: address });
    await mailTo(address, 1);
    await sample.say('ComplaintAccepted', { acceptedAt: at, acceptedBy: 'staff:c1', late: false });
    expect((await mailTo(address, 2))?.subject).toContain('已受理');
    await found(sample, true);
    await result(sample, '餐厅已停业整改，并退还餐费 200 元；依据为现场检查记录。');
    const told = await mailTo(address, 3);
    expect(told?.text).toContain('餐厅已停业整改，并退还餐费 200 元；依据为现场检查记录。');
    expect(told?.text).toMatch(/诚恳道歉，并感谢/);
    expect(told?.text).toContain('2026年3月18日 00:00 前告诉我们您是否满意');
    const reopened = {
      round: 2,
      cause: 'notSatisfied',
      stage: 'resolutionPlan',
      reopenedAt: at,
      reopenedBy: 'visitor',
    };
    await sample.say('CaseReopened', reopened);
    expect((await mailTo(address, 4))?.subject).toContain('已重新办理');
  });

  it('is told in writing what is offered, whatever way it was said before (R-052, R-055)', async () => {
    const sample = await complainant();
    const address = 'zhou@visitor.example';
    await register(sample, { email: address });
    await mailTo(address, 1);
    await sample.say('CompensationOffered', {
      ...{ offerNo: 1, proposalNo: 1, measureNo: 1, amountYuan: 1_200, form: 'refund', medium: 'phone' },
      ...{ toldAt: at, offeredAt: at, offeredBy: 'staff:li', words: seal(sample.key, '内部备注') },
    });
    const told = await mailTo(address, 2);
    expect(told?.subject).toContain('补偿 1,200 元');
    expect(told?.text).toContain('请告诉我们您是否接受');
    expect(told?.text).toContain('token-of-the-complainant');
    expect(told?.text).not.toContain('内部备注');
  });

  it('reads in the language of the complaint, and no apology where it was not right', async () => {
    const sample = await complainant();
    const address = 'smith@visitor.example';
    await register(sample, { email: address }, { locale: 'en' });
    expect((await mailTo(address, 1))?.subject).toMatch(/^Your complaint is registered, number MAIN-/);
    await found(sample, false);
    await result(sample, 'The bus ran on time; see the log.', {});
    const told = await mailTo(address, 2);
    expect(told?.text).toContain('The bus ran on time; see the log.');
    expect(told?.text).not.toMatch(/apologise|satisfies/);
  });

  it.each([
    ['ComplaintDeclined', { declinedAt: at, declinedBy: 'staff:c1', reason: 'outOfScope' }, '未予受理'],
    [
      'ComplaintTransferred',
      { transferredAt: at, transferredBy: 'staff:c1', receiver: '市场监管局' },
      '转交市场监管局',
    ],
  ])('is told why when it is %s', async (type, data, words) => {
    const sample = await complainant();
    const address = `${type}@visitor.example`.toLowerCase();
    await register(sample, { email: address });
    await mailTo(address, 1);
    await sample.say(type, { ...data, explanation: seal(sample.key, '该事项由其他单位负责。') });
    const told = await mailTo(address, 2);
    expect(told?.text).toContain(words);
    expect(told?.text).toContain('该事项由其他单位负责。');
  });

  it('is asked for what is missing, with the time to answer (R-014)', async () => {
    const sample = await complainant();
    const address = 'asked@visitor.example';
    await register(sample, { email: address });
    await mailTo(address, 1);
    await sample.say('ComplainantAsked', {
      questionNo: 1,
      question: seal(sample.key, '请补充当日的门票照片。'),
      askedAt: at,
      askedBy: 'staff:c1',
      answerBy: '2026-03-07T16:00:00.000Z',
      pausing: true,
    });
    const asked = await mailTo(address, 2);
    expect(asked?.subject).toContain('请补充情况');
    expect(asked?.text).toContain('请补充当日的门票照片。');
    expect(asked?.text).toContain('2026年3月8日 00:00 前');
  });

  it('is written to once the vault is back', async () => {
    const sample = await complainant();
    vault.away(true);
    await register(sample, { email: 'late@visitor.example' });
    await soon(async () =>
      expect((await published(sample.complaintId)).map(([type]) => type)).toContain('NotificationFailed'),
    );
    vault.away(false);
    await mailTo('late@visitor.example', 1);
  });

  it('is not written to after an erasure, and nothing of them is left in clear', async () => {
    const sample = await complainant();
    const address = 'gone@visitor.example';
    await register(sample, { name: '赵六', email: address });
    await mailTo(address, 1);
    const { personId } = sample.key;
    await vault.vault.erase(personId);
    await others.say('intake', `person-${personId}`, [
      { type: 'PersonErased', data: { personId, erasedAt: at, erasedBy: 'staff:admin' } },
    ]);
    const connection = await database();
    await soon(async () => expect(await connection.collection('complainants').countDocuments({ personId })).toBe(0));
    await sample.say('ComplaintAccepted', { acceptedAt: at, acceptedBy: 'staff:c1', late: false });
    const marker = await complainant();
    await register(marker, { email: 'marker@visitor.example' });
    await mailTo('marker@visitor.example', 1);
    expect(mailsTo(address)).toHaveLength(1);
    const collections = await connection.listCollections();
    const stored = await Promise.all(collections.map(({ name }) => connection.collection(name).find().toArray()));
    expect(JSON.stringify(stored)).not.toMatch(/visitor\.example|赵六|token-of-the-complainant|停业整改/);
    await connection.close();
  });
});

describe('complainants whose complaints are merged (R-020)', () => {
  const leadingContact = { name: '王小明', phone: '13800138000' };
  const merge = (one: Sample, into: Sample, at_ = at) =>
    one.say('ComplaintMerged', {
      leadingId: into.complaintId,
      leadingNo: 'MAIN-2026-000099-1',
      leadingComplainant: seal(into.key, leadingContact),
      mergedAt: at_,
      mergedBy: 'staff:c1',
      reason: seal(one.key, '同一事件'),
    });
  const unmerge = (one: Sample, from: Sample, cause: string) =>
    one.say('ComplaintUnmerged', {
      leadingId: from.complaintId,
      unmergedAt: at,
      unmergedBy: 'system:intake',
      cause,
    });
  const accepted = (one: Sample) =>
    one.say('ComplaintAccepted', { acceptedAt: at, acceptedBy: 'staff:c1', late: false });

  it('each hear what the leading one comes to, in their own language, of their own number, without anybody\u2019s name', async () => {
    const [leading, chinese, english] = [await complainant(), await complainant(), await complainant()];
    await register(leading, leadingContact);
    await register(chinese, { email: 'zhao@visitor.example' });
    const chineseNo = `MAIN-2026-00000${serial}-1`;
    await register(english, { email: 'jones@visitor.example' }, { locale: 'en' });
    const englishNo = `MAIN-2026-00000${serial}-1`;
    await mailTo('zhao@visitor.example', 1);
    await mailTo('jones@visitor.example', 1);
    for (const one of [chinese, english]) await merge(one, leading);
    expect((await mailTo('zhao@visitor.example', 2))?.subject).toBe(`您的投诉 ${chineseNo} 已合并办理`);
    expect((await mailTo('jones@visitor.example', 2))?.subject).toContain(`${englishNo} is handled together`);
    await accepted(leading);
    expect((await mailTo('zhao@visitor.example', 3))?.subject).toBe(`您的投诉 ${chineseNo} 已受理`);
    await mailTo('jones@visitor.example', 3);
    await found(leading, true);
    const told = await result(leading, '王小明您好：已退票并道歉，详情请致电 138-0013-8000。');
    await others.repeat(told);
    const [zh, en] = [(await mailTo('zhao@visitor.example', 4))?.text, await mailTo('jones@visitor.example', 4)];
    expect(zh).toContain('***您好：已退票并道歉，详情请致电 ***。');
    expect(zh).toContain('诚恳道歉');
    expect(zh).not.toMatch(/王小明|13800138000|是否满意/);
    expect(en?.subject).toBe(`The result of your complaint ${englishNo}`);
    expect(en?.text).toMatch(/you are right[^]*退票并道歉/);
    expect(en?.text).not.toContain('王小明');
  });

  it('are told the result that was given before they were merged, once', async () => {
    const [leading, late, marker] = [await complainant(), await complainant(), await complainant()];
    const address = 'qian@visitor.example';
    await register(leading, { ...leadingContact, email: 'leading@visitor.example' });
    await register(late, { email: address });
    await accepted(leading);
    await found(leading, false);
    const told = await result(leading, '未发现所述情况。', {});
    await mailTo('leading@visitor.example', 3);
    await mailTo(address, 1);
    await merge(late, leading);
    await mailTo(address, 3);
    expect(mailsTo(address).map(({ text }) => text?.includes('未发现所述情况。'))).toContain(true);
    await others.repeat(told);
    await register(marker, { email: 'marker2@visitor.example' });
    await mailTo('marker2@visitor.example', 1);
    expect(mailsTo(address)).toHaveLength(3);
  });

  it('hear of their own again once they stand alone', async () => {
    const [leading, released, takenBack] = [await complainant(), await complainant(), await complainant()];
    await register(leading, leadingContact);
    await register(released, { email: 'sun@visitor.example' });
    await register(takenBack, { email: 'li2@visitor.example' });
    for (const one of [released, takenBack]) await merge(one, leading);
    await mailTo('sun@visitor.example', 2);
    await mailTo('li2@visitor.example', 2);
    await unmerge(takenBack, leading, 'withdrawn');
    await unmerge(released, leading, 'leadingWithdrawn');
    expect((await mailTo('sun@visitor.example', 3))?.subject).toContain('将单独办理');
    await accepted(leading);
    await accepted(released);
    expect((await mailTo('sun@visitor.example', 4))?.subject).toContain('已受理');
    expect(mailsTo('li2@visitor.example')).toHaveLength(2);
  });
});

describe('nobody is written to', () => {
  it('who gave no address, whose complaint was brought over, or within a drill (decisions.md 17)', async () => {
    const [phone, old, drill, marker] = [
      await complainant(),
      await complainant(),
      await complainant(),
      await complainant(),
    ];
    await register(phone, { phone: '13800000000' });
    await register(old, { email: 'old@visitor.example' }, { channel: 'import' });
    await register(drill, { email: 'drill@visitor.example' }, {}, { drillId: randomUUID() });
    await register(marker, { email: 'last@visitor.example' });
    await mailTo('last@visitor.example', 1);
    for (const { complaintId } of [phone, old, drill]) expect(await published(complaintId)).toEqual([]);
    expect(mailsTo('drill@visitor.example')).toEqual([]);
  });
});

describe('a result that is heard before its complaint', () => {
  it('waits for it', async () => {
    const sample = await complainant();
    const address = 'early@visitor.example';
    await result(sample, '已处理。');
    await register(sample, { email: address });
    await mailTo(address, 2);
    expect(mailsTo(address).map(({ subject }) => subject?.slice(0, 6))).toEqual(
      expect.arrayContaining(['您的投诉已登', '您的投诉 M']),
    );
  });
});
