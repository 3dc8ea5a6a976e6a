import { happened, refuse, type Decision, type Sealed } from '@redress/kernel';
import type { CaseRefusal, RecordCallBack, RecordSatisfaction } from './case-commands';
import type { AnswerMedium } from './answer-media';
import type { CaseEvent, SatisfactionRecorded } from './case-events';
import type { CaseFile } from './case-file';
import type { LivingCase } from './case-state';
import { closingBySatisfaction, isInformed, type InformedCase } from './closing';
import { caseReopened } from './reopening';

type Decided = Decision<CaseEvent, CaseRefusal>;

interface Said {
  readonly complaintId: string;
  readonly at: string;
  readonly by: string;
  readonly satisfied: boolean;
  readonly medium: AnswerMedium;
  readonly opinion?: Sealed;
  readonly reopenings: number;
}

const recorded = ({ complaintId, satisfied, medium, opinion, at, by }: Said, round: number): SatisfactionRecorded => ({
  type: 'SatisfactionRecorded',
  data: { complaintId, round, satisfied, medium, recordedAt: at, recordedBy: by, ...(opinion && { opinion }) },
});

/**
 * What follows from an answer: satisfied, the case closes as soon as nothing is left to do; not satisfied, it
 * is reopened, as often as the plan allows. After that the ways outside are left to the complainant.
 */
const answered = (said: Said, stage: InformedCase, file: CaseFile): CaseEvent[] => {
  const { satisfied, reopenings } = said;
  const answer = recorded(said, file.round);
  if (satisfied) return [answer, ...closingBySatisfaction(stage, { ...file, answer: { satisfied } }, said)];
  return file.notSatisfied < reopenings ? [answer, caseReopened(stage, file, 'notSatisfied', said)] : [answer];
};

const notTold = ({ status }: LivingCase): Decided =>
  refuse(status === 'none' ? 'case-not-opened' : 'feedback-not-given');

/** Records the complainant's own answer while it counts; the same answer again adds nothing. */
export const recordSatisfaction = ({ data }: RecordSatisfaction, stage: LivingCase, file: CaseFile): Decided => {
  if (!isInformed(stage)) return notTold(stage);
  const { answerBy, satisfied } = file.answer;
  if (satisfied === data.satisfied) return happened();
  if (answerBy !== undefined && Date.parse(data.at) > Date.parse(answerBy))
    return refuse('answer-too-late', { answerBy });
  return happened(...answered({ ...data, medium: 'web' }, stage, file));
};

/**
 * Records a call-back with what was heard. We asked, so the answer counts whenever it is given; the limit of
 * the complainant's own answers does not bind it.
 */
export const recordCallBack = ({ data }: RecordCallBack, stage: LivingCase, file: CaseFile): Decided => {
  if (!isInformed(stage)) return notTold(stage);
  const { complaintId, medium, reached, madeAt, satisfied, opinion, at, by, reopenings } = data;
  if (Date.parse(madeAt) > Date.parse(at)) return refuse('acted-in-the-future');
  if (!reached && satisfied !== undefined) return refuse('answer-without-contact');
  const heard = opinion && { opinion };
  const about = { complaintId, round: file.round, medium, reached, madeAt, recordedAt: at, recordedBy: by };
  const called: CaseEvent = { type: 'CallBackRecorded', data: { ...about, ...heard } };
  if (satisfied === undefined || satisfied === file.answer.satisfied) return happened(called);
  return happened(called, ...answered({ complaintId, at, by, satisfied, medium, reopenings }, stage, file));
};
