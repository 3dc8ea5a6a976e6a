import type { Texts } from '../language';
import type { Equation, Tally } from './count/tally';
import { names } from './names';

/** The line above the complaints. */
export interface BoardHead {
  /** Of the demo's clock, from 1. */
  readonly day: number;
  readonly time: string;
  readonly registered: number;
  readonly open: number;
  readonly escalations: number;
  readonly mails: number;
}

/** What the demo says. */
export interface DemoTexts {
  readonly columns: readonly string[];
  readonly names: Readonly<Record<string, string>>;
  readonly defaultRule: string;
  readonly byPerson: string;
  readonly waiting: string;
  readonly left: (hours: number) => string;
  readonly overdue: string;
  readonly escalated: (raised: number, acknowledged: number, tells: string) => string;
  readonly head: (head: BoardHead) => string;
  readonly more: (count: number) => string;
  readonly mail: (to: string, subject: string) => string;
  readonly starting: string;
  readonly begins: (count: number, days: number, seconds: number, speed: number) => string;
  readonly hurry: string;
  readonly unfinished: (count: number) => string;
  readonly leftOut: (count: number) => string;
  readonly counting: string;
  readonly stopping: string;
  readonly line: {
    readonly registered: string;
    readonly classified: (level: string, priority: string, rule: string) => string;
    readonly stage: (stage: string) => string;
    readonly overdue: (deadline: string) => string;
    readonly told: (who: string) => string;
    readonly acknowledged: string;
    readonly ended: (status: string) => string;
  };
  readonly summary: string;
  /** What stands between two counts. */
  readonly comma: string;
  readonly equation: (name: Equation['name']) => string;
  readonly counts: Readonly<Record<string, string>>;
  readonly figures: (figures: Tally['figures']) => string;
  readonly addsUp: string;
  readonly differs: string;
  readonly untold: (count: number) => string;
  readonly rejected: (count: number) => string;
}

const zh: DemoTexts = {
  columns: ['编号', '级别', '优先级', '判定规则', '阶段', '下一时限', '升级'],
  names: names.zh,
  defaultRule: '默认',
  byPerson: '人工',
  waiting: '…',
  left: (hours) => (hours < 48 ? `余 ${Math.round(hours)} 小时` : `余 ${Math.round(hours / 24)} 天`),
  overdue: '已超时',
  escalated: (raised, acknowledged, tells) => `${raised} 次，确认 ${acknowledged}${tells && ` → ${tells}`}`,
  head: ({ day, time, registered, open, escalations, mails }) =>
    `第 ${day} 天 ${time} ｜ 已登记 ${registered} ｜ 在办 ${open} ｜ 升级 ${escalations} 次 ｜ 邮件 ${mails} 封`,
  more: (count) => `另有 ${count} 件`,
  mail: (to, subject) => `邮件 → ${to}：${subject}`,
  starting: '演示使用独立的一套服务、数据目录和加速的时钟，结束后全部删除。',
  begins: (count, days, seconds, speed) =>
    `${count} 件投诉，约 ${days} 天在 ${seconds} 秒内过去（时钟快 ${speed} 倍）。`,
  hurry: '收尾：值班人员处理完所有剩余投诉。',
  unfinished: (count) => `${count} 件投诉没有在演示时间内办结。`,
  leftOut: (count) => `本机较慢，${count} 件投诉来不及登记。`,
  counting: '正在从存储和主题中直接清点……',
  stopping: '正在停止并删除演示环境……',
  line: {
    registered: '已登记',
    classified: (level, priority, rule) => `定级 ${level} ${priority}（${rule}）`,
    stage: (stage) => `进入${stage}阶段`,
    overdue: (deadline) => `${deadline}时限已过`,
    told: (who) => `升级通知 ${who}`,
    acknowledged: '升级已确认',
    ended: (status) => `办结：${status}`,
  },
  summary: '清点结果（直接读取各服务的存储、主题、读模型和邮箱）',
  comma: '，',
  equation: (name) =>
    ({ complaints: '投诉', watches: '计时', mails: '邮件' })[name as string] ?? `提交 ${name.replace('commits-', '')}`,
  counts: {
    answered: '接口应答',
    stored: '存储',
    published: '主题',
    readModel: '读模型',
    opened: '已开始',
    complaints: '涉及投诉',
    sent: '已发送',
    received: '邮箱收到',
  },
  figures: ({ commits, breaches, escalations, acknowledged, handedUp, deliveries, closed, reopened, declined }) =>
    `共 ${commits} 个提交；超时 ${breaches} 次；升级 ${escalations} 次，确认 ${acknowledged} 次，逐级上交 ${handedUp} 次；送达 ${deliveries} 条通知；结案 ${closed} 件，不满意重办 ${reopened} 件，不予受理或转交 ${declined} 件。`,
  addsUp: '各处数字一致。',
  differs: '数字不一致：',
  untold: (count) => `${count} 次升级既没有通知任何人，也没有记录无人值班`,
  rejected: (count) => `${count} 行未能登记，未列入清点。`,
};

const en: DemoTexts = {
  columns: ['number', 'level', 'priority', 'rule', 'stage', 'next deadline', 'escalations'],
  names: names.en,
  defaultRule: 'default',
  byPerson: 'a person',
  waiting: '…',
  left: (hours) => (hours < 48 ? `${Math.round(hours)} h left` : `${Math.round(hours / 24)} d left`),
  overdue: 'overdue',
  escalated: (raised, acknowledged, tells) => `${raised}, ${acknowledged} acknowledged${tells && ` → ${tells}`}`,
  head: ({ day, time, registered, open, escalations, mails }) =>
    `day ${day} ${time} | registered ${registered} | open ${open} | escalations ${escalations} | mails ${mails}`,
  more: (count) => `and ${count} more`,
  mail: (to, subject) => `mail → ${to}: ${subject}`,
  starting: 'The demo has services, a data folder and a fast clock of its own; all of it is removed at the end.',
  begins: (count, days, seconds, speed) =>
    `${count} complaints; about ${days} days pass in ${seconds} seconds (the clock runs ${speed} times as fast).`,
  hurry: 'Winding up: whoever is on duty handles all that is left.',
  unfinished: (count) => `${count} complaints did not come to their end in the time of the demo.`,
  leftOut: (count) => `This machine is slow: ${count} complaints could not come in in time.`,
  counting: 'Counting, straight from the stores and topics …',
  stopping: 'Stopping the demo and removing what it made …',
  line: {
    registered: 'registered',
    classified: (level, priority, rule) => `classified ${level} ${priority} (${rule})`,
    stage: (stage) => `now in ${stage}`,
    overdue: (deadline) => `${deadline} is overdue`,
    told: (who) => `escalated to ${who}`,
    acknowledged: 'escalation acknowledged',
    ended: (status) => `ended: ${status}`,
  },
  summary: 'The count (read straight from the stores, topics, read model and mailbox)',
  comma: ', ',
  equation: (name) => (name as string).replace('commits-', 'commits of '),
  counts: {
    answered: 'answered',
    stored: 'in the store',
    published: 'on the topic',
    readModel: 'in the read model',
    opened: 'opened',
    complaints: 'of complaints',
    sent: 'sent',
    received: 'in the mailbox',
  },
  figures: ({ commits, breaches, escalations, acknowledged, handedUp, deliveries, closed, reopened, declined }) =>
    `${commits} commits; ${breaches} deadlines breached; ${escalations} escalations, ${acknowledged} acknowledged, ${handedUp} handed up; ${deliveries} notifications delivered; ${closed} closings, ${reopened} reopened as the complainant was not satisfied, ${declined} declined or transferred.`,
  addsUp: 'The numbers add up.',
  differs: 'The numbers do not add up:',
  untold: (count) => `${count} escalations reached nobody and nobody said so`,
  rejected: (count) => `${count} rows could not be registered and are not counted.`,
};

/** In each language. */
export const demoTexts: Texts<DemoTexts> = { zh, en };

/** The word for a stage, level, role or status. */
export const nameIn = ({ names }: DemoTexts, name: string): string => names[name] ?? name;
