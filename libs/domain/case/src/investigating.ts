import { happened, refuse, type Decision } from '@redress/kernel';
import type {
  AssignCase,
  CaseRefusal,
  CompleteInvestigation,
  OpenCase,
  RecordInvestigationAct,
  StartInvestigation,
} from './case-commands';
import type { CaseEvent } from './case-events';
import type { CaseIn, LivingCase } from './case-state';

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

/** Records an act of the investigation while it runs. */
export const recordInvestigationAct = ({ data }: RecordInvestigationAct, state: LivingCase): Decided => {
  const { complaintId, method, party, obtained, actedAt, findings, at, by } = data;
  switch (state.status) {
    case 'none':
      return refuse('case-not-opened');
    case 'opened':
    case 'assigned':
      return refuse('investigation-not-started');
    case 'investigating':
      break;
    default:
      return refuse('investigation-already-completed');
  }
  if (Date.parse(actedAt) > Date.parse(at)) return refuse('acted-in-the-future');
  const who = { recordedAt: at, recordedBy: by };
  return happened({
    type: 'InvestigationActRecorded',
    data: { complaintId, method, ...(party && { party }), obtained, actedAt, ...who, findings },
  });
};

/** A finding rests on the accounts of both sides, or on the attempts to have them, and names its cause. */
const notReady = (
  { substantiated, rootCause }: CompleteInvestigation['data'],
  { heard }: CaseIn<'investigating'>,
): CaseRefusal | undefined => {
  if (!heard.includes('complainant')) return 'complainant-not-heard';
  if (!heard.includes('respondent')) return 'respondent-not-heard';
  return substantiated && rootCause === undefined ? 'root-cause-required' : undefined;
};

const complete = (data: CompleteInvestigation['data'], state: CaseIn<'investigating'>): Decided => {
  const { complaintId, substantiated, rootCause, report, at, by } = data;
  const refusal = notReady(data, state);
  if (refusal) return refuse(refusal);
  const found = { substantiated, ...(rootCause !== undefined && { rootCause }), report };
  return happened({
    type: 'InvestigationCompleted',
    data: { complaintId, completedAt: at, completedBy: by, ...found },
  });
};

/** Ends the investigation; a finding, once made, is not replaced by another. */
export const completeInvestigation = ({ data }: CompleteInvestigation, state: LivingCase): Decided => {
  switch (state.status) {
    case 'none':
      return refuse('case-not-opened');
    case 'opened':
    case 'assigned':
      return refuse('investigation-not-started');
    case 'investigating':
      return complete(data, state);
    default:
      return state.substantiated === data.substantiated ? happened() : refuse('investigation-already-completed');
  }
};
