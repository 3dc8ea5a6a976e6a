import { happened, refuse, type Decision } from '@redress/kernel';
import type { AssignCase, CaseRefusal, CompleteInvestigation, OpenCase, StartInvestigation } from './case-commands';
import type { CaseEvent } from './case-events';
import type { LivingCase } from './case-state';

type Decided = Decision<CaseEvent, CaseRefusal>;

/** Opens the case once. */
export const openCase = ({ data: { complaintId, at } }: OpenCase, state: LivingCase): Decided =>
  state.status === 'none' ? happened({ type: 'CaseOpened', data: { complaintId, openedAt: at } }) : happened();

/** Assigns the case; the handler may change until it is closed. */
export const assignCase = ({ data: { complaintId, handlerId, at, by } }: AssignCase, state: LivingCase): Decided => {
  if (state.status === 'none') return refuse('case-not-opened');
  if (state.status === 'closed') return refuse('case-closed');
  if (state.status !== 'opened' && state.handlerId === handlerId) return happened();
  return happened({ type: 'CaseAssigned', data: { complaintId, handlerId, assignedAt: at, assignedBy: by } });
};

/** Starts the investigation; somebody must be responsible for it first. */
export const startInvestigation = (
  { data: { complaintId, at, by } }: StartInvestigation,
  state: LivingCase,
): Decided => {
  switch (state.status) {
    case 'none':
      return refuse('case-not-opened');
    case 'opened':
      return refuse('case-not-assigned');
    case 'assigned':
      return happened({ type: 'InvestigationStarted', data: { complaintId, startedAt: at, startedBy: by } });
    case 'closed':
      return refuse('case-closed');
    default:
      return happened();
  }
};

/** Ends the investigation; a finding, once made, is not replaced by another. */
export const completeInvestigation = ({ data }: CompleteInvestigation, state: LivingCase): Decided => {
  const { complaintId, substantiated, report, at, by } = data;
  switch (state.status) {
    case 'none':
      return refuse('case-not-opened');
    case 'opened':
    case 'assigned':
      return refuse('investigation-not-started');
    case 'investigating':
      return happened({
        type: 'InvestigationCompleted',
        data: { complaintId, completedAt: at, completedBy: by, substantiated, report },
      });
    default:
      return state.substantiated === substantiated ? happened() : refuse('investigation-already-completed');
  }
};
