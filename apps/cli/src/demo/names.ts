import type { Texts } from '../language';

const zh = {
  acceptance: '受理',
  investigation: '调查',
  resolutionPlan: '处理方案',
  feedback: '反馈',
  outcomeEvaluation: '结果评估',
  closing: '结案',
  ended: '已办结',
  severe: '严重',
  general: '一般',
  suggestion: '建议',
  handler: '处理人',
  teamLead: '组长',
  dutyManager: '值班经理',
  siteDirector: '景区负责人',
  headquarters: '总部',
  closed: '已结案',
  declined: '不予受理',
  transferred: '已转交',
  settled: '当场解决',
  withdrawn: '已撤回',
  merged: '已并案',
};

const en = {
  acceptance: 'acceptance',
  investigation: 'investigation',
  resolutionPlan: 'resolution plan',
  feedback: 'feedback',
  outcomeEvaluation: 'outcome evaluation',
  closing: 'closing',
  ended: 'ended',
  severe: 'severe',
  general: 'general',
  suggestion: 'suggestion',
  handler: 'handler',
  teamLead: 'team lead',
  dutyManager: 'duty manager',
  siteDirector: 'site director',
  headquarters: 'headquarters',
  closed: 'closed',
  declined: 'declined',
  transferred: 'transferred',
  settled: 'settled on the spot',
  withdrawn: 'withdrawn',
  merged: 'merged',
};

/** Stages, levels, roles and ends of complaints in words. */
export const names: Texts<Readonly<Record<string, string>>> = { zh, en };
