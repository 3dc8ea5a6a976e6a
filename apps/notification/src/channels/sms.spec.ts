import { openSmsGateway, smsSecret, type SmsGatewayServer } from '../spec-kit/sms-gateway';
import { sampleMessage } from '../spec-kit/sample-message';
import { SmsChannel, type SmsGateway } from './sms.channel';

const failure = (reason: string) => expect.objectContaining({ name: 'SendFailed', reason, message: reason }) as object;

describe('a text to a mobile phone', () => {
  let gateway: SmsGatewayServer;
  const channel = (changes: Partial<SmsGateway> = {}) =>
    new SmsChannel({ url: gateway.origin, secret: smsSecret, signature: '青山景区', ...changes }, () => Date.now());
  const sms = { mobile: '13800000000' };
  beforeAll(async () => {
    gateway = await openSmsGateway();
  });
  afterAll(() => gateway.close());

  it('is signed, names who it is from, and is told apart from its repeat by the delivery', async () => {
    const message = sampleMessage({ subject: '投诉 TS-1：受理已超时', link: 'https://r.example/c/1' });
    await channel().send(message, { sms });
    await channel().send(message, { sms: { mobile: '+8613800000000' } });
    const expected = {
      id: message.deliveryId,
      to: '+8613800000000',
      signature: '青山景区',
      text: '【青山景区】投诉 TS-1：受理已超时\nhttps://r.example/c/1',
      parts: 1,
    };
    expect(gateway.texted.slice(-2)).toEqual([expected, expected]);
  });
  it.each([
    [70, 1],
    [71, 2],
    [134, 2],
    [135, 3],
    [201, 3],
    [400, 3],
  ])('of %i characters goes in %i parts, the link whole', async (length, parts) => {
    const link = 'https://r.example/c/1';
    const subject = '诉'.repeat(length - '【青山景区】'.length - 1 - link.length);
    await channel().send(sampleMessage({ subject, link }), { sms });
    const text = gateway.texted.at(-1)?.text ?? '';
    expect(gateway.texted.at(-1)?.parts).toBe(parts);
    expect(text.length).toBe(Math.min(length, 201));
    expect(text.endsWith(`${length > 201 ? '…' : ''}\n${link}`)).toBe(true);
  });
  it('breaks no character that takes two units', async () => {
    await channel().send(sampleMessage({ subject: '😀'.repeat(200) }), { sms });
    expect(gateway.texted.at(-1)?.text).toMatch(/^【青山景区】(😀)+…\nhttps/u);
  });
  it('goes by the gateway’s template where the deployment names one', async () => {
    const message = sampleMessage();
    await channel({ template: 'SMS_1001' }).send(message, { sms });
    expect(gateway.texted.at(-1)).toMatchObject({
      template: 'SMS_1001',
      params: { subject: message.subject, link: message.link },
    });
    expect(gateway.texted.at(-1)).not.toHaveProperty('text');
  });
  it('that is not taken has failed for the gateway’s reason, without the number', async () => {
    const wrong = `whsec_${Buffer.from('another-secret-of-24-bytes').toString('base64')}`;
    await expect(channel({ secret: wrong }).send(sampleMessage(), { sms })).rejects.toEqual(
      failure('sms-bad-signature'),
    );
    await expect(channel().send(sampleMessage(), { sms: { mobile: '12' } })).rejects.toEqual(
      failure('sms-invalid-number'),
    );
    gateway.answerNext({ status: 400, body: { code: 'no phone 13800000000' } });
    await expect(channel().send(sampleMessage(), { sms })).rejects.toEqual(failure('http-400'));
    gateway.answerNext({ status: 429, body: { code: 'too-many' } });
    await expect(channel().send(sampleMessage(), { sms })).rejects.toEqual(failure('rate-limited'));
    gateway.answerNext({ status: 307, headers: { location: gateway.origin } });
    await expect(channel().send(sampleMessage(), { sms })).rejects.toEqual(failure('http-307'));
    await expect(channel().send(sampleMessage(), {})).rejects.toEqual(failure('no-address'));
    expect([channel().reaches({ sms }), channel().reaches({})]).toEqual([true, false]);
  });
});
