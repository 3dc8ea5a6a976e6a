import { happened, refuse, type Decision, type Sealed } from '@redress/kernel';
import type { CaseRefusal, ReopenCase } from './case-commands';
import type { CaseEvent, CaseReopened, ReopenedStage, ReopeningCause } from './case-events';
import type { CaseFile } from './case-file';
import type { LivingCase } from './case-state';
import { isInformed, type InformedCase } from './closing';

interface Reopening {
  readonly complaintId: string;
  readonly at: string;
  readonly by: string;
  readonly stage?: ReopenedStage;
  readonly reason?: Sealed;
}

/**
 * The next round. Where the complaint was found substantiated another solution is looked for; where it was not, the
 * finding itself is what was not accepted, and is looked into again.
 */
export const caseReopened = (
  { substantiated }: InformedCase,
  { round }: CaseFile,
  cause: ReopeningCause,
  { complaintId, at, by, stage, reason }: Reopening,
): CaseReopened => ({
  type: 'CaseReopened',
  data: {
    complaintId,
    round: round + 1,
    cause,
    stage: stage ?? (substantiated ? 'resolutionPlan' : 'investigation'),
    reopenedAt: at,
    reopenedBy: by,
    ...(reason && { reason }),
  },
});

/** Takes up again a case whose result was told; before that there is nothing to reopen. */
export const reopenCase = (
  { data }: ReopenCase,
  state: LivingCase,
  file: CaseFile,
): Decision<CaseEvent, CaseRefusal> => {
  if (state.status === 'none') return refuse('case-not-opened');
  return isInformed(state) ? happened(caseReopened(state, file, 'ordered', data)) : refuse('feedback-not-given');
};
