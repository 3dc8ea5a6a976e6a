import type { DeliveryRefusal, RosterRefusal } from '@redress/delivery';
import type { ProblemCatalogue } from '@redress/platform';

type Refusal = DeliveryRefusal | RosterRefusal;

const titles = {
  'duty-without-roles': { zh: '值班须至少有一个角色', en: 'A turn of duty needs a role' },
  'duty-ends-before-it-begins': { zh: '值班结束时间须晚于开始时间', en: 'A turn of duty ends after it begins' },
  'duty-id-taken': { zh: '该值班编号已用于另一安排', en: 'The id of this turn of duty is used for another one' },
  'duty-unknown': { zh: '没有该值班安排', en: 'There is no such turn of duty' },
  'notification-not-queued': { zh: '没有该通知', en: 'There is no such notification' },
  'attempt-out-of-order': { zh: '发送次序有误', en: 'The attempts are out of order' },
} as const satisfies Record<Refusal, { zh: string; en: string }>;

const refusalStatus: { readonly [R in Refusal]?: number } = {
  'duty-without-roles': 422,
  'duty-ends-before-it-begins': 422,
  'duty-unknown': 404,
};

/** How notification's refusals look over HTTP; what is not named is a 409. */
export const notificationProblems: ProblemCatalogue = { titles, refusalStatus };
