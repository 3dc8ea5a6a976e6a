import type { ComplaintRefusal, SuggestionRefusal } from '@redress/complaint';
import type { ProblemCatalogue } from '@redress/platform';
import type { FileRefusal } from '../commands/complaint-file';
import type { ErasureRefusal } from '../commands/erase-person.handler';
import type { LeadingRefusal } from '../commands/leading-complaints';
import type { OwnRefusal } from '../commands/own-complaints';

type Refusal = LeadingRefusal | ComplaintRefusal | FileRefusal | ErasureRefusal | OwnRefusal | SuggestionRefusal;
type Titles = NonNullable<ProblemCatalogue['titles']>;

const titles = {
  'received-in-the-future': { zh: '接收时间不能晚于现在', en: 'A complaint cannot be received in the future' },
  'occurred-in-the-future': { zh: '事发时间不能晚于现在', en: 'What happened cannot lie in the future' },
  'receiving-point-required': {
    zh: '现场接待须写明接待点',
    en: 'A complaint made in person names its receiving point',
  },
  'too-many-messages': {
    zh: '该投诉的留言已达上限，请致电客服',
    en: 'No more messages fit on this complaint; please call',
  },
  'question-open': { zh: '上一次提问尚待投诉人答复', en: 'The last question still waits for its answer' },
  'question-unknown': { zh: '没有该提问', en: 'There is no such question' },
  'too-many-questions': { zh: '该投诉的提问已达上限', en: 'No more questions fit on this complaint' },
  'answer-is-outgoing': {
    zh: '答复提问的记录须为投诉人来信或来电',
    en: 'An answer to a question comes from the complainant',
  },
  'unknown-category': { zh: '预案中没有该投诉类别', en: 'The plan has no such category' },
  'complaint-not-registered': { zh: '没有该投诉', en: 'There is no such complaint' },
  'complaint-not-verified': { zh: '投诉尚未初步核实', en: 'The complaint is not verified yet' },
  'complaint-found-invalid': {
    zh: '初步核实认定投诉无效，不能受理或当场解决',
    en: 'The complaint was found invalid and can be neither accepted nor settled',
  },
  'complaint-accepted': { zh: '投诉已受理', en: 'The complaint is accepted already' },
  'complaint-declined': { zh: '投诉已作不予受理处理', en: 'The complaint is declined already' },
  'complaint-transferred': { zh: '投诉已转交', en: 'The complaint is transferred already' },
  'complaint-settled': { zh: '投诉已当场解决', en: 'The complaint is settled already' },
  'complaint-withdrawn': { zh: '投诉已撤回', en: 'The complaint is withdrawn already' },
  'same-complaint': {
    zh: '不能与自身关联或合并',
    en: 'A complaint is neither linked to itself nor merged into itself',
  },
  'complaint-merged': { zh: '投诉已并入另一件投诉', en: 'The complaint is merged into another' },
  'complaint-closed': { zh: '投诉已办结', en: 'The complaint is closed already' },
  'complaint-leads-others': {
    zh: '已有其他投诉并入该投诉，不能再并入别处',
    en: 'Others are merged into this complaint, so it is not merged itself',
  },
  'complaint-not-merged': { zh: '投诉没有并入其他投诉', en: 'The complaint is not merged' },
  'complaint-not-linked': { zh: '两件投诉没有关联', en: 'These complaints are not linked' },
  'leading-unknown': { zh: '没有该主投诉', en: 'There is no such leading complaint' },
  'leading-of-other-site': { zh: '主投诉属于其他景区', en: 'The leading complaint belongs to another site' },
  'leading-merged': {
    zh: '主投诉本身已并入另一件投诉，请并入后者',
    en: 'The leading complaint is merged itself; take the one that answers it',
  },
  'leading-ended': {
    zh: '主投诉已有结果，不能再并入',
    en: 'The leading complaint has ended, so nothing is merged into it',
  },
  'leading-closed': {
    zh: '主投诉已办结，不能再并入',
    en: 'The leading complaint is closed, so nothing is merged into it',
  },
  'too-many-followers': { zh: '关联或并入的投诉已达上限', en: 'No more complaints can be linked or merged here' },
  'settlement-needs-approval': {
    zh: '按预案须经审批，不能当场解决',
    en: 'The plan wants this approved; it cannot be settled on the spot',
  },
  'settlement-without-measure': { zh: '当场解决须写明措施', en: 'A settlement names what is done' },
  'compensation-amount-required': { zh: '赔偿须写明金额', en: 'A compensation names its amount' },
  'compensation-amount-invalid': {
    zh: '赔偿金额须为 1 至 1 亿元的整数',
    en: 'A compensation is 1 to 100,000,000 whole yuan',
  },
  'amount-without-compensation': { zh: '只有赔偿可以写明金额', en: 'Only a compensation has an amount' },
  'form-without-compensation': { zh: '只有赔偿可以写明方式', en: 'Only a compensation has a form' },
  'beyond-authority': {
    zh: '超出您的赔偿权限，须由有权限的角色办理',
    en: 'This is more than your role may give; details say the limit and who may',
  },
  'tracking-unknown': { zh: '投诉编号或查询码不正确', en: 'The number or the tracking token is not right' },
  'override-reason-required': { zh: '改变规则判定的级别须说明理由', en: 'Overruling the rules needs a reason' },
  'other-site': { zh: '该投诉属于其他景区', en: 'The complaint belongs to another site' },
  'suggestion-unknown': { zh: '没有该意见建议', en: 'There is no such suggestion' },
  'person-unknown': { zh: '没有该人员', en: 'There is no such person' },
} as const satisfies Record<Refusal, { zh: string; en: string }>;

const others: Titles = {
  'no-plan-in-force': {
    zh: '景区尚无生效的应急预案，暂时无法登记',
    en: 'No plan is in force for the site yet; nothing can be registered',
  },
};

const refusalStatus: { readonly [R in Refusal]?: number } = {
  'received-in-the-future': 422,
  'occurred-in-the-future': 422,
  'receiving-point-required': 422,
  'unknown-category': 422,
  'override-reason-required': 422,
  'answer-is-outgoing': 422,
  'question-unknown': 422,
  'settlement-without-measure': 422,
  'compensation-amount-required': 422,
  'amount-without-compensation': 422,
  'compensation-amount-invalid': 422,
  'form-without-compensation': 422,
  'beyond-authority': 403,
  'tracking-unknown': 404,
  'complaint-not-registered': 404,
  'suggestion-unknown': 404,
  'person-unknown': 404,
  'same-complaint': 422,
  'leading-unknown': 422,
  'leading-of-other-site': 403,
  'other-site': 403,
};

/** How intake's refusals look over HTTP; what is not named is a 409. */
export const intakeProblems: ProblemCatalogue = { titles: { ...titles, ...others }, refusalStatus };
