import type { LocalText } from '@redress/contracts';
import type { Stage, Status } from '../projections/stage';

const byStage: Readonly<Record<Exclude<Stage, 'ended'>, LocalText>> = {
  acceptance: {
    zh: '您的投诉已登记，正在初步核实；我们将在承诺时间前告知是否受理。',
    en: 'Your complaint is registered and being verified; by the promised time you are told whether it is accepted.',
  },
  investigation: {
    zh: '您的投诉已受理，正在调查。',
    en: 'Your complaint is accepted and being investigated.',
  },
  resolutionPlan: {
    zh: '调查已结束，正在制定处理方案。',
    en: 'The investigation has ended; a resolution is being worked out.',
  },
  feedback: {
    zh: '处理方案已确定，我们将把结果反馈给您。',
    en: 'The resolution is decided; you are told the result next.',
  },
  outcomeEvaluation: {
    zh: '结果已反馈，请告诉我们您是否满意；我们同时在评估处理效果。',
    en: 'You have been told the result: please say whether it satisfies you. Its effect is being evaluated.',
  },
  closing: {
    zh: '处理效果已评估，投诉即将办结。',
    en: 'The effect has been evaluated; the complaint is about to be closed.',
  },
};

const afterEnd: Readonly<Record<Exclude<Status, 'registered' | 'verified' | 'accepted'>, LocalText>> = {
  declined: {
    zh: '您的投诉未予受理，理由已告知您。',
    en: 'Your complaint was not accepted; you have been told why.',
  },
  transferred: {
    zh: '您的投诉已转交有关单位处理，接收单位已告知您。',
    en: 'Your complaint was handed to another body, which has been named to you.',
  },
  settled: { zh: '您的投诉已当场解决。', en: 'Your complaint was settled on the spot.' },
  withdrawn: { zh: '您的投诉已撤回。', en: 'Your complaint is withdrawn.' },
  merged: {
    zh: '您的投诉与另一件投诉反映同一事件，已合并办理，结果会告诉您。',
    en: 'Your complaint is handled together with another on the same matter; you are told the result.',
  },
  closed: { zh: '您的投诉已办结。', en: 'Your complaint is closed.' },
};

const hasEnded = (status: Status): status is keyof typeof afterEnd => Object.hasOwn(afterEnd, status);

/** What happens next, in words for the complainant. */
export const publicStep = (status: Status, stage: Stage): LocalText => {
  if (stage !== 'ended') return byStage[stage];
  return hasEnded(status) ? afterEnd[status] : byStage.acceptance;
};

const told: LocalText = {
  zh: '结果已反馈给您，我们正在评估处理效果。',
  en: 'You have been told the result; its effect is being evaluated.',
};
const together: LocalText = {
  zh: '您的投诉与另一件投诉反映同一事件，合并办理。',
  en: 'Your complaint is handled together with another on the same matter. ',
};

/** The same for a complaint that another answers; whether the result satisfies is asked there. */
export const mergedStep = (status: Status, stage: Stage): LocalText => {
  if (status === 'merged') return afterEnd.merged;
  const { zh, en = '' } = stage === 'outcomeEvaluation' ? told : publicStep(status, stage);
  return { zh: `${together.zh}${zh}`, en: `${together.en}${en}` };
};
