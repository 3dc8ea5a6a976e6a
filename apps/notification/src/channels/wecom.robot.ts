import type { Robot } from './robot.channel';

/** Bytes of UTF-8 in `text.content`. */
const mostBytes = 2_048;

/**
 * 企业微信群机器人, https://developer.work.weixin.qq.com/document/path/91770 : the key in the address is the secret;
 * 20 messages a minute. A minute is taken a second longer, as messages are some time under way.
 */
export const wecomRobot: Robot = {
  name: 'wecom',
  origins: ['https://qyapi.weixin.qq.com'],
  path: '/cgi-bin/webhook/send',
  limits: [{ most: 20, withinMs: 61_000 }],
  codeIn: 'errcode',
  // Calls too frequent; too many at once.
  tooMany: [45009, 45033],
  fits: (text) => Buffer.byteLength(text) <= mostBytes,
  request: (content, { url }) => ({ url, body: JSON.stringify({ msgtype: 'text', text: { content } }) }),
};
