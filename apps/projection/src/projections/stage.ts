import type { CaseSection } from './case-section';
import type { ComplaintSection } from './complaint-section';

/** Where a complaint stands on the whole. */
export const statuses = [
  'registered',
  'verified',
  'accepted',
  'declined',
  'transferred',
  'settled',
  'withdrawn',
  'merged',
  'closed',
] as const;
export type Status = (typeof statuses)[number];

/** The stage that is under way: the plan's five, then closing, then none any more. */
export const stages = [
  'acceptance',
  'investigation',
  'resolutionPlan',
  'feedback',
  'outcomeEvaluation',
  'closing',
  'ended',
] as const;
export type Stage = (typeof stages)[number];

/** The sections that decide status and stage, as far as they are there. */
export interface Progress {
  readonly complaint?: ComplaintSection;
  readonly case?: CaseSection;
}

/** How a complaint ends in intake; a withdrawal or a merge may follow the acceptance. */
const outcomes = ['withdrawn', 'merged', 'settled', 'transferred', 'declined'] as const;

const intakeStatus = (complaint: ComplaintSection | undefined): Status => {
  const outcome = outcomes.find((one) => complaint?.[one] !== undefined);
  if (outcome) return outcome;
  if (complaint?.acceptance) return 'accepted';
  return complaint?.verification ? 'verified' : 'registered';
};

/** The status by what intake and investigation have said; their messages may come in any order. */
export const statusOf = ({ complaint, case: file }: Progress): Status =>
  file?.closed ? 'closed' : intakeStatus(complaint);

/** Whether somebody still has to do something about a complaint of this status. */
export const isOpen = (status: Status): boolean =>
  status === 'registered' || status === 'verified' || status === 'accepted';

/** Whether a complaint still has something to wait for: a closed one, the evaluation of its outcome. */
export const isFollowed = (status: Status): boolean => isOpen(status) || status === 'closed';

const caseStage = (file: CaseSection | undefined): Stage => {
  if (file?.evaluation) return 'closing';
  if (file?.feedback) return 'outcomeEvaluation';
  if (file?.adoptedAt !== undefined) return 'feedback';
  return file?.completed ? 'resolutionPlan' : 'investigation';
};

/** The stage by what intake and investigation have said. */
export const stageOf = (progress: Progress): Stage => {
  const status = statusOf(progress);
  if (!isOpen(status)) return 'ended';
  return status === 'accepted' ? caseStage(progress.case) : 'acceptance';
};
