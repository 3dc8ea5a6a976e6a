import { createHmac } from 'node:crypto';
import type { Robot } from './robot.channel';

/** Bytes of a whole body, below the 20,000 that the vendor takes. */
const mostBytes = 18_000;

const bodyOf = (content: string): string => JSON.stringify({ msgtype: 'text', text: { content } });

/**
 * 钉钉自定义机器人 with 加签, https://open.dingtalk.com/document/robots/customize-robot-security-settings : the query
 * carries the time in milliseconds and base64(HMAC-SHA256(secret, time + "\n" + secret)); 20 messages a minute, who
 * sends more is muted for ten.
 */
export const dingtalkRobot: Robot = {
  name: 'dingtalk',
  origins: ['https://oapi.dingtalk.com'],
  path: '/robot/send',
  limits: [{ most: 20, withinMs: 61_000 }],
  codeIn: 'errcode',
  // Sent too fast, in its older and its newer code.
  tooMany: [130101, 410100],
  fits: (text) => Buffer.byteLength(bodyOf(text)) <= mostBytes,
  request: (text, { url, secret = '' }, realNow) => {
    const signed = new URL(url);
    const sign = createHmac('sha256', secret).update(`${realNow}\n${secret}`).digest('base64');
    signed.searchParams.set('timestamp', String(realNow));
    signed.searchParams.set('sign', sign);
    return { url: signed.toString(), body: bodyOf(text) };
  },
};
