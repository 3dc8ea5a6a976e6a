import { createHmac } from 'node:crypto';
import type { Robot } from './robot.channel';

/** Bytes of a whole body, below the 20 KB that the vendor takes: time and signature come on top. */
const mostBytes = 19_000;

const message = (text: string) => ({ msg_type: 'text', content: { text } });

/**
 * 飞书自定义机器人 with 签名校验, https://open.feishu.cn/document/client-docs/bot-v3/add-custom-bot : the body carries
 * the time in seconds and base64(HMAC-SHA256(time + "\n" + secret, "")), where the text is the key and nothing is
 * signed; 100 messages a minute and 5 a second. Both are taken a little longer, as messages are some time under way.
 */
export const feishuRobot: Robot = {
  name: 'feishu',
  origins: ['https://open.feishu.cn', 'https://open.larksuite.com'],
  path: '/open-apis/bot/v2/hook/',
  limits: [
    { most: 100, withinMs: 61_000 },
    { most: 5, withinMs: 1_200 },
  ],
  codeIn: 'code',
  tooMany: [11232],
  fits: (text) => Buffer.byteLength(JSON.stringify(message(text))) <= mostBytes,
  request: (text, { url, secret = '' }, realNow) => {
    const timestamp = String(Math.floor(realNow / 1000));
    const sign = createHmac('sha256', `${timestamp}\n${secret}`).update('').digest('base64');
    return { url, body: JSON.stringify({ timestamp, sign, ...message(text) }) };
  },
};
