import type { CaseRefusal, PublicationRefusal } from '@redress/case';
import type { ProblemCatalogue } from '@redress/platform';
import type { FileRefusal } from '../commands/case-file';
import { evidenceStatus, evidenceTitles } from './evidence-problems';
import type { TextRefusal } from '../commands/publications';

type Refusal = CaseRefusal | FileRefusal | PublicationRefusal | TextRefusal;

const titles = {
  'case-not-opened': { zh: '该投诉尚未立案', en: 'The complaint has no case yet' },
  'case-not-assigned': { zh: '案件尚未指定处理人', en: 'The case has no handler yet' },
  'case-withdrawn': { zh: '投诉已撤回', en: 'The complaint was withdrawn' },
  'case-merged': {
    zh: '该投诉已并入另一件投诉，由主投诉统一处理',
    en: 'The complaint was merged into another, which is handled for both',
  },
  'member-twice': { zh: '同一人员不能重复列入小组', en: 'Nobody is in a team twice' },
  'case-closed': { zh: '案件已关闭', en: 'The case is closed' },
  'investigation-not-started': { zh: '调查尚未开始', en: 'The investigation has not started' },
  'investigation-not-completed': { zh: '调查尚未结束', en: 'The investigation is not completed' },
  'investigation-already-completed': { zh: '调查已有结论', en: 'The investigation came to another finding already' },
  'acted-in-the-future': {
    zh: '调查行为的时间不能晚于现在',
    en: 'An act of the investigation cannot lie in the future',
  },
  'outcome-of-another-kind': { zh: '该结果不属于这类程序', en: 'This outcome belongs to another kind of proceeding' },
  'body-required': { zh: '须写明受理机构或供应商', en: 'The body or the supplier must be named' },
  'complainant-not-heard': {
    zh: '尚未听取投诉人的陈述，也没有联系记录',
    en: 'The complainant’s account, or the attempt to have it, is not on record',
  },
  'respondent-not-heard': {
    zh: '尚未听取被投诉方的陈述，也没有联系记录',
    en: 'The account of the other side, or the attempt to have it, is not on record',
  },
  'root-cause-required': { zh: '投诉属实须写明根本原因', en: 'A substantiated complaint names its root cause' },
  'respondent-required': { zh: '须指明被投诉人', en: 'It must be said who is complained against' },
  'respondent-unknown': { zh: '该人员不是本案被投诉人', en: 'This person is not complained against in this case' },
  'handler-is-named': { zh: '不能把案件交给被投诉人处理', en: 'Nobody handles a complaint that names them' },
  'actor-is-named': { zh: '被投诉人不能参与本案处理', en: 'Nobody acts in a case that names them' },
  'remedy-required': {
    zh: '投诉属实，处理方案须有赔偿、道歉或整改措施',
    en: 'A substantiated complaint needs a remedy, not only an explanation',
  },
  'explanation-required': {
    zh: '投诉不属实，处理方案须有解释说明',
    en: 'An unsubstantiated complaint needs an explanation',
  },
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
  'proposal-pending': { zh: '已有处理方案待审批', en: 'Another proposal waits for its approval' },
  'proposal-unknown': { zh: '没有待审批的该处理方案', en: 'No such proposal waits for approval' },
  'approver-is-proposer': { zh: '不能审批自己提出的处理方案', en: 'Nobody approves what they proposed themselves' },
  'approver-role-missing': { zh: '预案规定由其他角色审批', en: 'The plan names another role for this approval' },
  'resolution-plan-not-adopted': { zh: '处理方案尚未通过', en: 'No resolution plan is adopted yet' },
  'resolution-plan-already-adopted': { zh: '处理方案已通过', en: 'A resolution plan is adopted already' },
  'measure-due-in-the-past': { zh: '措施的完成期限须晚于现在', en: 'A measure is due later than now' },
  'measure-unknown': { zh: '处理方案中没有该项待执行措施', en: 'The plan has no such measure to carry out' },
  'measure-done': { zh: '该项措施已完成', en: 'This measure is done already' },
  'compensation-was-offered': {
    zh: '该项赔偿已告知投诉人，请用 issue-compensation 登记发放',
    en: 'This compensation was offered; record its issue with issue-compensation',
  },
  'compensation-not-accepted': {
    zh: '投诉人尚未接受该项赔偿，不能发放',
    en: 'The complainant has not accepted this compensation, so it is not issued',
  },
  'compensation-unissued': {
    zh: '投诉人已接受的赔偿尚未发放，不能关闭',
    en: 'A compensation that was accepted is not issued yet, so the case stays open',
  },
  'offer-unknown': { zh: '该案件没有这项赔偿提议', en: 'The case has no such offer' },
  'offer-lapsed': { zh: '该项赔偿提议已由新的处理代替', en: 'Another plan or round took the place of this offer' },
  'offer-already-answered': { zh: '该项赔偿提议已有另一答复', en: 'This offer was answered otherwise already' },
  'measure-open': { zh: '还有措施未完成，不能关闭', en: 'A measure is not done yet, so the case stays open' },
  'feedback-not-given': { zh: '尚未向投诉人反馈结果', en: 'The complainant was not told the result yet' },
  'answer-too-late': {
    zh: '已过答复期限，请通过留言与我们联系',
    en: 'An answer to the result no longer counts; please write a message instead',
  },
  'answer-without-contact': {
    zh: '未联系上投诉人，不能记录满意度',
    en: 'Nobody who was not reached said whether they are satisfied',
  },
  'outcome-not-evaluated': { zh: '处理结果尚未评估', en: 'The outcome is not evaluated yet' },
  'outcome-not-effective': {
    zh: '问题尚未彻底解决，不能关闭',
    en: 'The problem is not solved, so the case stays open',
  },
  'problem-unknown': { zh: '该案件没有这个监督问题', en: 'Supervision found no such problem in this case' },
  'result-not-told': {
    zh: '尚未向投诉人反馈结果，不能公开',
    en: 'The complainant hears the result before it is made public',
  },
  'publication-unknown': { zh: '该投诉没有公开过的内容', en: 'Nothing was made public about this complaint' },
  'personal-data-in-text': {
    zh: '公开的文字中含有个人信息，请删去后再公开',
    en: 'The text that is to be made public holds personal data; please take it out',
  },
  'tracking-unknown': { zh: '投诉编号或查询码不正确', en: 'The number or the tracking token is not right' },
  'other-site': { zh: '该投诉属于其他景区', en: 'The complaint belongs to another site' },
} as const satisfies Record<Refusal, { zh: string; en: string }>;

const refusalStatus: { readonly [R in Refusal]?: number } = {
  'case-not-opened': 404,
  'other-site': 403,
  'approver-is-proposer': 403,
  'approver-role-missing': 403,
  'actor-is-named': 403,
  'tracking-unknown': 404,
  'member-twice': 422,
  'problem-unknown': 422,
  'acted-in-the-future': 422,
  'answer-without-contact': 422,
  'outcome-of-another-kind': 422,
  'body-required': 422,
  'root-cause-required': 422,
  'respondent-required': 422,
  'measure-due-in-the-past': 422,
  'personal-data-in-text': 422,
  'publication-unknown': 404,
  'measure-unknown': 422,
  'offer-unknown': 422,
  'remedy-required': 422,
  'explanation-required': 422,
  'compensation-amount-required': 422,
  'amount-without-compensation': 422,
  'compensation-amount-invalid': 422,
  'form-without-compensation': 422,
  'beyond-authority': 403,
};

/** How investigation's refusals look over HTTP; what is not named is a 409. */
export const investigationProblems: ProblemCatalogue = {
  titles: { ...titles, ...evidenceTitles },
  refusalStatus: { ...refusalStatus, ...evidenceStatus },
};
