import { happened, refuse, type Decider, type Decision } from '@redress/kernel';
import type { CaseCommand, CaseRefusal } from './case-commands';
import type { CaseEvent } from './case-events';
import { recordCallBack, recordSatisfaction } from './answering';
import { evolveCase, noCase, type CaseFile } from './case-file';
import type { LivingCase } from './case-state';
import { closeCase, evaluateOutcome, giveFeedback, withdrawCase } from './concluding';
import { answerCompensation, issueCompensation, offerCompensation } from './compensating';
import { completeMeasure } from './executing';
import {
  assignCase,
  completeInvestigation,
  openCase,
  recordInvestigationAct,
  startInvestigation,
} from './investigating';
import { recordProceeding } from './proceedings';
import { mergeCase, resumeCase, whileMerged } from './merging';
import { reopenCase } from './reopening';
import { approveResolutionPlan, proposeResolutionPlan, rejectResolutionPlan } from './resolving';
import { clearRespondent, nameRespondent, partiality } from './respondents';
import { reportProblem, solveProblem } from './supervision';
import { setTeam } from './team';

type AboutRespondents = 'NameRespondent' | 'ClearRespondent';
type StageCommand = Exclude<CaseCommand, { type: AboutRespondents }>;
type CommandOf<T extends StageCommand['type']> = Extract<StageCommand, { type: T }>;
type Decided = Decision<CaseEvent, CaseRefusal>;

type Deciding<T extends StageCommand['type']> = (command: CommandOf<T>, stage: LivingCase, file: CaseFile) => Decided;

/** One decision per command that depends on where the case stands; the compiler demands all of them. */
const decisions: { readonly [T in StageCommand['type']]: Deciding<T> } = {
  OpenCase: openCase,
  AssignCase: assignCase,
  SetTeam: setTeam,
  StartInvestigation: startInvestigation,
  RecordInvestigationAct: recordInvestigationAct,
  RecordProceeding: recordProceeding,
  ReportProblem: reportProblem,
  SolveProblem: solveProblem,
  CompleteInvestigation: completeInvestigation,
  ProposeResolutionPlan: proposeResolutionPlan,
  ApproveResolutionPlan: approveResolutionPlan,
  RejectResolutionPlan: rejectResolutionPlan,
  CompleteMeasure: completeMeasure,
  OfferCompensation: offerCompensation,
  AnswerCompensation: answerCompensation,
  IssueCompensation: issueCompensation,
  GiveFeedback: giveFeedback,
  RecordSatisfaction: recordSatisfaction,
  RecordCallBack: recordCallBack,
  ReopenCase: reopenCase,
  EvaluateOutcome: evaluateOutcome,
  CloseCase: closeCase,
  WithdrawCase: withdrawCase,
  MergeCase: mergeCase,
  ResumeCase: resumeCase,
};

const decideStage = <T extends StageCommand['type']>(
  command: CommandOf<T> & { type: T },
  stage: LivingCase,
  file: CaseFile,
): Decided => decisions[command.type](command, stage, file);

/** After a withdrawal what is heard of the complaint is no contradiction: its end again, and what came before it. */
const afterWithdrawal = ({ type }: CaseCommand): Decided =>
  ['WithdrawCase', 'OpenCase', 'MergeCase', 'ResumeCase'].includes(type) ? happened() : refuse('case-withdrawn');

const decide = (command: CaseCommand, file: CaseFile): Decided => {
  const { stage } = file;
  if (stage.status === 'withdrawn') return afterWithdrawal(command);
  if (stage.status === 'merged') return whileMerged(command);
  const refusal = partiality(command, file);
  if (refusal) return refuse(refusal);
  switch (command.type) {
    case 'NameRespondent':
      return nameRespondent(command, file);
    case 'ClearRespondent':
      return clearRespondent(command, file);
    default:
      return decideStage(command, stage, file);
  }
};

/** The handling of an accepted complaint, from its assignment to its closing; stream `case-<complaintId>`. */
export const caseDecider: Decider<CaseFile, CaseCommand, CaseEvent, CaseRefusal> = {
  initial: noCase,
  decide,
  evolve: evolveCase,
};
