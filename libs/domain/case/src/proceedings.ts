import { happened, refuse, type Decision } from '@redress/kernel';
import type { CaseRefusal, RecordProceeding } from './case-commands';
import type { CaseEvent } from './case-events';
import { proceedingOutcomes, type ProceedingKind } from './proceeding-events';
import type { LivingCase } from './case-state';

/** Kinds that are before somebody else, who is named. */
const beforeOthers: readonly ProceedingKind[] = ['supplierClaim', 'mediation', 'arbitration'];

const faultIn = ({ kind, outcome, body, occurredAt, at }: RecordProceeding['data']): CaseRefusal | undefined => {
  const outcomes: readonly string[] = proceedingOutcomes[kind];
  if (!outcomes.includes(outcome)) return 'outcome-of-another-kind';
  if (body === undefined && beforeOthers.includes(kind)) return 'body-required';
  return Date.parse(occurredAt) > Date.parse(at) ? 'acted-in-the-future' : undefined;
};

/** Records a step of a proceeding, whenever it takes place: a dispute may outlast the case. */
export const recordProceeding = ({ data }: RecordProceeding, state: LivingCase): Decision<CaseEvent, CaseRefusal> => {
  if (state.status === 'none') return refuse('case-not-opened');
  const fault = faultIn(data);
  if (fault) return refuse(fault);
  const { complaintId, kind, outcome, body, occurredAt, words, at, by } = data;
  return happened({
    type: 'ProceedingRecorded',
    data: {
      complaintId,
      kind,
      outcome,
      ...(body !== undefined && { body }),
      occurredAt,
      recordedAt: at,
      recordedBy: by,
      words,
    },
  });
};
