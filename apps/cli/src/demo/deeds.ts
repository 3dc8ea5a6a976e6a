import { ladderRoles, type Fate, type LadderRole } from './fate';

/** The accounts a deployment begins with, as far as the demo plays them. */
export type Player = 'clerk' | 'handler' | 'teamlead' | 'dutymanager' | 'sitedirector' | 'headquarters';

/** Who answers for a rung of the ladder. */
export const players: Readonly<Record<LadderRole, Player>> = {
  handler: 'handler',
  teamLead: 'teamlead',
  dutyManager: 'dutymanager',
  siteDirector: 'sitedirector',
  headquarters: 'headquarters',
};

/** A command to a complaint. */
export interface Deed {
  readonly by: Player;
  readonly command: string;
  readonly body: object;
  /** How long it is thought over, hours on the complaint's clock. */
  readonly hours: number;
}

/** What a deed depends on. */
export interface Circumstances {
  readonly fate: Fate;
  /** The staff id of whoever handles cases. */
  readonly handlerId: string;
  /** For whom the task stands in the worklist. */
  readonly whom: readonly string[];
  /** Which measure it is about, where it is about one. */
  readonly measureNo?: number;
  /** The round of handling. */
  readonly round: number;
}

const deed = (by: Player, command: string, hours: number, body: object = {}): Deed => ({ by, command, hours, body });

const isDeclined = ({ outcome }: Fate): boolean => outcome === 'declined';

const verification = (fate: Fate): object => ({
  valid: !isDeclined(fate),
  note: isDeclined(fate) ? '所述事项不属于景区职责。' : '已电话核实，情况清楚。',
});

const finding = ({ substantiated }: Fate): object => ({
  substantiated,
  ...(substantiated && { rootCause: 'service-quality' }),
  report: substantiated ? '经查看监控并分别询问当事人，投诉情况属实。' : '经现场核查并询问当事人，未发现投诉所述情况。',
});

const account = (party: 'complainant' | 'respondent', findings: string): object => ({
  method: party === 'complainant' ? 'phone' : 'questioning',
  party,
  obtained: true,
  findings,
});

const proposal = ({ substantiated, compensationYuan }: Fate): object => {
  if (!substantiated)
    return { measures: [{ kind: 'explanation' }], description: '向投诉人说明核查经过和依据，并致谢。' };
  const compensation = compensationYuan === undefined ? [] : [{ kind: 'compensation', amountYuan: compensationYuan }];
  return {
    measures: [{ kind: 'apology' }, { kind: 'correctiveMeasure' }, ...compensation],
    description: '当面致歉，三日内完成整改，由责任部门落实。',
  };
};

/** What confirms or rules out that a text means something grave. */
const level = ({ confirmSevere }: Fate): object =>
  confirmSevere
    ? { facts: { illPeople: 3, affectedPeople: 4 }, category: 'food' }
    : { level: 'general', reason: '已电话核实，无人员受伤或不适，按一般投诉办理。' };

const transfer = { receiver: '12345 政务服务便民热线', explanation: '涉及景区外道路，由主管部门处理。' };
const decline = { reason: 'outOfScope', explanation: '该事项不属于景区可控范围，感谢理解。' };
const feedback = { feedback: '您反映的问题已核查处理，处理结果和依据已发送给您，感谢监督。' };

/** The complainant of such a fate is satisfied with another solution only. */
const callBack = ({ fate: { dissatisfied }, round }: Circumstances): object =>
  dissatisfied && round === 1
    ? { medium: 'phone', reached: true, satisfied: false, opinion: '整改还没有看到效果，希望尽快落实。' }
    : { medium: 'phone', reached: true, satisfied: true, opinion: '对处理结果表示满意。' };

const approverOf = (whom: readonly string[]): Player => {
  const role = ladderRoles.find((each) => whom.includes(`role:${each}`));
  return role ? players[role] : 'sitedirector';
};

/** How each task of the worklist is done. */
export const deeds: Readonly<Record<string, (about: Circumstances) => Deed>> = {
  verify: ({ fate }) => deed('clerk', 'verify', 2, verification(fate)),
  accept: ({ fate }) =>
    fate.outcome === 'transferred' ? deed('clerk', 'transfer', 2, transfer) : deed('clerk', 'accept', 1),
  decline: () => deed('dutymanager', 'decline', 2, decline),
  confirmLevel: ({ fate }) => deed('dutymanager', 'classify', 1, level(fate)),
  assign: ({ handlerId }) => deed('teamlead', 'assign', 1, { handlerId }),
  startInvestigation: () => deed('handler', 'start-investigation', 3),
  hearComplainant: () => deed('handler', 'record-act', 6, account('complainant', '投诉人电话补充了时间、地点和经过。')),
  hearRespondent: () => deed('handler', 'record-act', 6, account('respondent', '当班人员说明了当时的情况。')),
  completeInvestigation: ({ fate }) => deed('handler', 'complete-investigation', 6, finding(fate)),
  proposeResolutionPlan: ({ fate }) => deed('handler', 'propose-resolution-plan', 12, proposal(fate)),
  // Nothing is rejected in the demo, so that each round has one proposal.
  approveResolutionPlan: ({ whom, round }) =>
    deed(approverOf(whom), 'approve-resolution-plan', 4, { proposalNo: round }),
  completeMeasure: ({ measureNo }) =>
    deed('handler', 'complete-measure', 10, { measureNo, note: '已按方案完成，凭证已归档。' }),
  giveFeedback: () => deed('handler', 'give-feedback', 6, feedback),
  callBack: (about) => deed('clerk', 'record-call-back', 96, callBack(about)),
  evaluateOutcome: () => deed('handler', 'evaluate-outcome', 48, { effective: true }),
  close: () => deed('handler', 'close', 2),
};
