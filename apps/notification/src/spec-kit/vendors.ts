import { createHmac, timingSafeEqual } from 'node:crypto';
import { listen, type Heard, type Listening, type Reply } from './listening';

/** The keys the vendors' robots answer to. */
export const robotKeys = {
  wecom: '693a91f6-7aaa-4bc4-97a0-0ec2fa5aaaaa',
  dingtalk: { token: '0123456789abcdef', secret: 'SECfedcba9876543210fedcba9876543210' },
  feishu: { hook: '01234567-89ab-cdef-0123-456789abcdef', secret: 'kJ8_abcdefABCDEF012345' },
};

/** What the documents of the vendors say, in a server that holds their senders to it. */
export interface Vendors extends Listening {
  /** Texts that were said, by vendor. */
  readonly said: { readonly wecom: string[]; readonly dingtalk: string[]; readonly feishu: string[] };
  /** How often each had to say that too many came. */
  readonly tooMany: { readonly wecom: number; readonly dingtalk: number; readonly feishu: number };
  /** Answers the next requests so, in the place of what the vendor says. */
  answerNext(...replies: readonly (Reply | 'nothing')[]): void;
  readonly wecomUrl: string;
  readonly dingtalkUrl: string;
  readonly feishuUrl: string;
}

type Fields = Record<string, unknown>;
type Names = keyof typeof robotKeys;

/** What a robot writes down, and by which clock. */
interface Bench {
  readonly said: string[];
  readonly now: () => number;
  /** Notes that too many came, and answers so. */
  readonly full: (reply: Reply) => Reply;
}
const minute = 60_000;
const hour = 60 * minute;

/** At most so many within a time, on the vendor's own clock. */
const counter = (most: number, withinMs: number, now: () => number) => {
  let times: number[] = [];
  return (): boolean => {
    times = times.filter((at) => at > now() - withinMs);
    if (times.length >= most) return false;
    times.push(now());
    return true;
  };
};

const same = (one: string, other: string): boolean =>
  one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other));
const errcode = (code: number, errmsg: string): Reply => ({ status: 200, body: { errcode: code, errmsg } });
const code = (number: number, msg: string): Reply => ({ status: 200, body: { code: number, msg, data: {} } });
const isJson = ({ method, headers }: Heard): boolean =>
  method === 'POST' && (headers['content-type'] ?? '').startsWith('application/json');
const textOf = (value: unknown): string | undefined => (typeof value === 'string' && value ? value : undefined);

const wecom = ({ said, full, now }: Bench) => {
  const mayPass = counter(20, minute, now);
  return (heard: Heard): Reply => {
    const { msgtype, text } = JSON.parse(heard.body) as { msgtype: unknown; text?: Fields };
    if (heard.url.searchParams.get('key') !== robotKeys.wecom) return errcode(93000, 'invalid webhook url');
    if (!isJson(heard) || msgtype !== 'text') return errcode(40008, 'invalid message type');
    const content = textOf(text?.['content']);
    if (content === undefined) return errcode(44004, 'content is empty');
    if (Buffer.byteLength(content) > 2048) return errcode(40058, 'text.content exceed max length 2048');
    if (!mayPass()) return full(errcode(45009, 'api freq out of limit'));
    said.push(content);
    return errcode(0, 'ok');
  };
};

const dingtalk = ({ said, full, now }: Bench) => {
  const mayPass = counter(20, minute, now);
  const isSigned = ({ searchParams }: URL): boolean => {
    const [timestamp, sign] = [searchParams.get('timestamp') ?? '', searchParams.get('sign') ?? ''];
    const { secret } = robotKeys.dingtalk;
    const right = createHmac('sha256', secret).update(`${timestamp}\n${secret}`, 'utf8').digest('base64');
    return /^\d{13}$/.test(timestamp) && Math.abs(Number(timestamp) - now()) < hour && same(sign, right);
  };
  return (heard: Heard): Reply => {
    if (heard.url.searchParams.get('access_token') !== robotKeys.dingtalk.token)
      return errcode(300005, 'token is not exist');
    if (!isSigned(heard.url)) return errcode(310000, 'sign not match');
    const { msgtype, text } = JSON.parse(heard.body) as { msgtype: unknown; text?: Fields };
    const content = textOf(text?.['content']);
    if (!isJson(heard) || msgtype !== 'text' || content === undefined) return errcode(400105, 'unsupported msgtype');
    if (Buffer.byteLength(heard.body) > 20_000) return errcode(430104, 'body is too large');
    if (!mayPass()) return full(errcode(130101, 'send too fast, exceed 20 times per minute'));
    said.push(content);
    return errcode(0, 'ok');
  };
};

const feishu = ({ said, full, now }: Bench) => {
  const [inMinute, inSecond] = [counter(100, minute, now), counter(5, 1000, now)];
  const isSigned = ({ timestamp, sign }: Fields): boolean => {
    const right = createHmac('sha256', `${String(timestamp)}\n${robotKeys.feishu.secret}`).digest('base64');
    const close = Math.abs(Number(timestamp) * 1000 - now()) < hour;
    return typeof timestamp === 'string' && /^\d{10}$/.test(timestamp) && close && same(String(sign), right);
  };
  return (heard: Heard): Reply => {
    if (!heard.url.pathname.endsWith(`/${robotKeys.feishu.hook}`)) return code(19001, 'param invalid');
    if (Buffer.byteLength(heard.body) > 20 * 1024) return code(9499, 'Bad Request');
    const fields = JSON.parse(heard.body) as Fields;
    if (!isSigned(fields)) return code(19021, 'sign match fail or timestamp is not within one hour from current time');
    const text = textOf((fields['content'] as Fields | undefined)?.['text']);
    if (!isJson(heard) || fields['msg_type'] !== 'text' || text === undefined) return code(9499, 'Bad Request');
    if (!inSecond() || !inMinute()) return full(code(11232, 'frequency limited psm'));
    said.push(text);
    return code(0, 'success');
  };
};

/** Starts the three robots on a free port. @param now the vendors' clock, milliseconds */
export const openVendors = async (now: () => number): Promise<Vendors> => {
  const said: Record<Names, string[]> = { wecom: [], dingtalk: [], feishu: [] };
  const next: (Reply | 'nothing')[] = [];
  const tooMany = { wecom: 0, dingtalk: 0, feishu: 0 };
  const bench = (name: Names): Bench => ({
    said: said[name],
    now,
    full: (reply) => {
      tooMany[name] += 1;
      return reply;
    },
  });
  const robots: readonly (readonly [path: string, answer: (heard: Heard) => Reply])[] = [
    ['/cgi-bin/webhook/send', wecom(bench('wecom'))],
    ['/robot/send', dingtalk(bench('dingtalk'))],
    ['/open-apis/bot/v2/hook/', feishu(bench('feishu'))],
  ];
  const server = await listen((heard) => {
    const forced = next.shift();
    if (forced !== undefined) return forced === 'nothing' ? undefined : forced;
    const robot = robots.find(([path]) => heard.url.pathname.startsWith(path));
    return robot?.[1](heard) ?? { status: 404 };
  });
  const { origin } = server;
  return {
    ...server,
    said,
    tooMany,
    answerNext: (...replies) => void next.push(...replies),
    wecomUrl: `${origin}/cgi-bin/webhook/send?key=${robotKeys.wecom}`,
    dingtalkUrl: `${origin}/robot/send?access_token=${robotKeys.dingtalk.token}`,
    feishuUrl: `${origin}/open-apis/bot/v2/hook/${robotKeys.feishu.hook}`,
  };
};
