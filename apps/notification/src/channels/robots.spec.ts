import { sampleMessage } from '../spec-kit/sample-message';
import { openVendors, robotKeys, type Vendors } from '../spec-kit/vendors';
import type { Contact } from './channel';
import { isRobotAddress, RobotChannel, type RobotName } from './robot.channel';
import { robots } from './robots';

const failure = (reason: string) => expect.objectContaining({ name: 'SendFailed', reason, message: reason }) as object;
const names: readonly RobotName[] = ['wecom', 'dingtalk', 'feishu'];

let now = Date.now();
let vendors: Vendors;
let contact: Contact;
beforeAll(async () => {
  vendors = await openVendors(() => now);
  const { wecomUrl, dingtalkUrl, feishuUrl } = vendors;
  contact = {
    wecom: { url: wecomUrl },
    dingtalk: { url: dingtalkUrl, secret: robotKeys.dingtalk.secret },
    feishu: { url: feishuUrl, secret: robotKeys.feishu.secret },
  };
});
afterAll(() => vendors.close());
// Every spec begins in a minute of its own: the vendors count on.
beforeEach(() => {
  now += 120_000;
});

/** The database's time comes with parts of a millisecond. */
const channelOf = (name: RobotName) => new RobotChannel(robots[name], [vendors.origin], () => now + 0.125);
const lastOf = (name: RobotName) => vendors.said[name].at(-1) ?? '';

describe.each(names)('the robot of %s', (name) => {
  it('says subject, text and link, signed as the vendor has it, and which delivery it is', async () => {
    const message = sampleMessage({ text: `请立即核实。\n查看并确认：https://redress.example/complaints/1` });
    await channelOf(name).send(message, contact);
    expect(lastOf(name)).toBe(`${message.subject}\n${message.text}\n[${message.deliveryId.slice(0, 8)}]`);
  });
  it('says a long text as far as the vendor takes it, no character broken, the link whole', async () => {
    const message = sampleMessage({ text: '👨‍👩‍👧投诉😀'.repeat(4_000) });
    await channelOf(name).send(message, contact);
    const said = lastOf(name);
    expect(said).toMatch(/(投|诉|👨‍👩‍👧|😀)…\nhttps:\/\/redress\.example\/complaints\/1\n\[[0-9a-f]{8}\]$/u);
    expect(said).not.toContain('\ufffd');
    const most = { wecom: 2_048, dingtalk: 18_000, feishu: 19_000 }[name];
    expect(Buffer.byteLength(said)).toBeGreaterThan(most - 200);
    expect(Buffer.byteLength(said)).toBeLessThanOrEqual(most);
  });
  it('keeps below what the vendor takes, however many come at once, and loses none that waits', async () => {
    const channel = channelOf(name);
    const heard = vendors.said[name].length;
    const perBurst = name === 'feishu' ? 5 : 20;
    let waiting = Array.from({ length: 45 }, () => sampleMessage());
    for (let tries = 0; waiting.length > 0 && tries < 20; tries += 1) {
      const ends = await Promise.allSettled(waiting.map((message) => channel.send(message, contact)));
      const late = ends.flatMap((end) => (end.status === 'rejected' ? [end.reason as unknown] : []));
      expect(late).toEqual(late.map(() => failure('rate-limited')));
      expect(late).toHaveLength(Math.max(waiting.length - perBurst, 0));
      waiting = waiting.filter((_, at) => ends[at]?.status === 'rejected');
      now += name === 'feishu' ? 1_201 : 61_001;
    }
    expect(vendors.said[name].length - heard).toBe(45);
    expect(vendors.tooMany[name]).toBe(0);
  });
  it('counts each robot for itself', async () => {
    const channel = channelOf(name);
    const other = new RobotChannel(robots[name], [vendors.origin], () => now);
    for (let n = 0; n < 5; n += 1) await channel.send(sampleMessage(), contact);
    now += 2_000;
    const elsewhere = { [name]: { ...contact[name], url: `${contact[name]?.url ?? ''}x` } };
    await expect(channel.send(sampleMessage(), elsewhere)).rejects.toEqual(
      failure({ wecom: 'wecom-93000', dingtalk: 'dingtalk-300005', feishu: 'feishu-19001' }[name]),
    );
    await other.send(sampleMessage(), contact);
  });
  it('goes to no place that is not the vendor’s, and to nobody without an address', async () => {
    const strict = new RobotChannel(robots[name], [], () => now);
    const heard = vendors.said[name].length;
    await expect(strict.send(sampleMessage(), contact)).rejects.toEqual(failure('robot-elsewhere'));
    await expect(strict.send(sampleMessage(), {})).rejects.toEqual(failure('no-address'));
    for (const url of ['not-a-url', `${vendors.origin}/elsewhere`, contact[name]?.url.replace('//', '//a:b@')])
      await expect(channelOf(name).send(sampleMessage(), { [name]: { url, secret: 's' } })).rejects.toEqual(
        failure('robot-elsewhere'),
      );
    expect(vendors.said[name]).toHaveLength(heard);
    expect([strict.reaches(contact), strict.reaches({ name: '李' })]).toEqual([true, false]);
  });
  it('follows no redirect, and takes an answer that is none of the vendor’s for a failure', async () => {
    const channel = channelOf(name);
    const send = () => channel.send(sampleMessage(), contact);
    vendors.answerNext({ status: 302, headers: { location: `${vendors.origin}/robot/send` } });
    await expect(send()).rejects.toEqual(failure('http-302'));
    vendors.answerNext({ status: 502, body: 'bad gateway' }, { status: 429 });
    await expect(send()).rejects.toEqual(failure('http-502'));
    await expect(send()).rejects.toEqual(failure('rate-limited'));
    now += 2_000;
    for (const body of ['<html>', 'null', '[]', '{}', 'x'.repeat(1_000_000)]) {
      vendors.answerNext({ status: 200, body });
      await expect(send()).rejects.toEqual(failure(`${name}-unreadable`));
      now += 1_300;
    }
  });
  it('that says too many were sent is tried again later', async () => {
    const [member, code] = { wecom: ['errcode', 45009], dingtalk: ['errcode', 130101], feishu: ['code', 11232] }[name];
    vendors.answerNext({ status: 200, body: { [member as string]: code } });
    await expect(channelOf(name).send(sampleMessage(), contact)).rejects.toEqual(failure('rate-limited'));
  });
});

describe('the address of a robot', () => {
  const wecom = 'https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=1';
  it('is the vendor’s own, encrypted, unless the deployment names others', () => {
    expect(isRobotAddress(robots.wecom, wecom, [])).toBe(true);
    expect(isRobotAddress(robots.wecom, wecom.replace('https', 'http'), [])).toBe(false);
    expect(isRobotAddress(robots.wecom, wecom.replace('.qq.com', '.qq.com.example'), [])).toBe(false);
    expect(isRobotAddress(robots.feishu, wecom, [])).toBe(false);
    expect(isRobotAddress(robots.wecom, wecom, ['https://im.site.example/'])).toBe(false);
    const own = wecom.replace('qyapi.weixin.qq.com', 'im.site.example');
    expect(isRobotAddress(robots.wecom, own, ['https://im.site.example/'])).toBe(true);
  });
});

describe('a signature', () => {
  it.each([
    ['dingtalk', 'dingtalk-310000'],
    ['feishu', 'feishu-19021'],
  ] as const)('of %s that is wrong, or hours off, is told by its code alone', async (name, reason) => {
    const wrong = { [name]: { ...contact[name], secret: 'SEC-that-is-another' } };
    await expect(channelOf(name).send(sampleMessage(), wrong)).rejects.toEqual(failure(reason));
    const late = new RobotChannel(robots[name], [vendors.origin], () => now - 7_200_000);
    await expect(late.send(sampleMessage(), contact)).rejects.toEqual(failure(reason));
  });
});
