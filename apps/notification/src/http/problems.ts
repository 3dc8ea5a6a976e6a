import type { DeliveryRefusal, RosterRefusal, TemplateRefusal } from '@redress/delivery';
import type { ProblemCatalogue } from '@redress/platform';
import type { ContactRefusal } from './contact-rules';

type Refusal = DeliveryRefusal | RosterRefusal | ContactRefusal | TemplateRefusal;

const titles = {
  'duty-without-roles': { zh: '值班须至少有一个角色', en: 'A turn of duty needs a role' },
  'duty-ends-before-it-begins': { zh: '值班结束时间须晚于开始时间', en: 'A turn of duty ends after it begins' },
  'duty-id-taken': { zh: '该值班编号已用于另一安排', en: 'The id of this turn of duty is used for another one' },
  'duty-unknown': { zh: '没有该值班安排', en: 'There is no such turn of duty' },
  'notification-not-queued': { zh: '没有该通知', en: 'There is no such notification' },
  'notification-sent': {
    zh: '该通知已送达，无需重发',
    en: 'The notification was sent; there is nothing to send again',
  },
  'contact-elsewhere': { zh: '机器人地址不属于该厂商', en: 'The address of the robot is not one of its vendor' },
  'placeholder-unknown': {
    zh: '模板含有不允许的占位符，details 列出位置和可用的占位符',
    en: 'The template has placeholders it may not have; details name their places and the allowed ones',
  },
  'placeholder-missing': {
    zh: '模板缺少必需的占位符，见 details',
    en: 'The template lacks placeholders it cannot do without; see details',
  },
  'attempt-out-of-order': { zh: '发送次序有误', en: 'The attempts are out of order' },
} as const satisfies Record<Refusal, { zh: string; en: string }>;

const refusalStatus: { readonly [R in Refusal]?: number } = {
  'duty-without-roles': 422,
  'duty-ends-before-it-begins': 422,
  'duty-unknown': 404,
  'notification-not-queued': 404,
  'placeholder-unknown': 422,
  'placeholder-missing': 422,
};

/** How notification's refusals look over HTTP; what is not named is a 409. */
export const notificationProblems: ProblemCatalogue = { titles, refusalStatus };
