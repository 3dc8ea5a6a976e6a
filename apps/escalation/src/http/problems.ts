import type { ProblemCatalogue } from '@redress/platform';
import type { WatchRefusal } from '@redress/watch';
import type { FileRefusal } from '../commands/watch-file';

type Refusal = WatchRefusal | FileRefusal;

const titles = {
  'watch-not-open': {
    zh: '没有该投诉，或尚未开始计时',
    en: 'There is no such complaint, or its clocks do not run yet',
  },
  'rules-missing': { zh: '缺少该投诉适用的预案版本', en: 'The plan version of the complaint is missing' },
  'not-due-yet': { zh: '时间未到', en: 'It is not due yet' },
  'escalation-unknown': { zh: '没有该升级通知', en: 'There is no such escalation' },
  'deadline-not-running': { zh: '该时限当前不在计时', en: 'This deadline is not running' },
  'deadline-passed': { zh: '时限已过，不能暂停', en: 'The deadline has passed and cannot be paused' },
  'pause-reason-not-in-plan': { zh: '预案未列出该暂停理由', en: 'The plan does not list this reason' },
  'pause-ends-in-the-past': { zh: '暂停的截止时间须晚于现在', en: 'A pause ends in the future' },
  'other-site': { zh: '该投诉属于其他景区', en: 'The complaint belongs to another site' },
} as const satisfies Record<Refusal, { zh: string; en: string }>;

const refusalStatus: { readonly [R in Refusal]?: number } = {
  'watch-not-open': 404,
  'escalation-unknown': 404,
  'other-site': 403,
  'pause-reason-not-in-plan': 422,
  'pause-ends-in-the-past': 422,
};

/** How escalation's refusals look over HTTP; what is not named is a 409. */
export const escalationProblems: ProblemCatalogue = { titles, refusalStatus };
