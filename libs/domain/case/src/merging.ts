import { happened, refuse, type Decision } from '@redress/kernel';
import type { CaseCommand, CaseRefusal, MergeCase, ResumeCase } from './case-commands';
import type { CaseEvent } from './case-events';
import type { LivingCase } from './case-state';

type Decided = Decision<CaseEvent, CaseRefusal>;

/** Ends a case whose complaint was merged into another; one that is not opened is not opened for that, and what is closed stays closed. */
export const mergeCase = ({ data: { complaintId, at } }: MergeCase, state: LivingCase): Decided =>
  state.status === 'none' || state.status === 'closed'
    ? happened()
    : happened({ type: 'CaseMerged', data: { complaintId, mergedAt: at } });

/** A case that is not merged goes on as it does. */
export const resumeCase = (_command: ResumeCase, _state: LivingCase): Decided => happened();

/** A merged case waits: it can only go on, which a withdrawal brings about as well. */
export const whileMerged = ({ type, data }: CaseCommand): Decided => {
  const { complaintId, at } = data;
  switch (type) {
    case 'ResumeCase':
      return happened({ type: 'CaseResumed', data: { complaintId, resumedAt: at } });
    case 'WithdrawCase':
      return happened({ type: 'CaseWithdrawn', data: { complaintId, withdrawnAt: at } });
    case 'MergeCase':
    case 'OpenCase':
      return happened();
    default:
      return refuse('case-merged');
  }
};
