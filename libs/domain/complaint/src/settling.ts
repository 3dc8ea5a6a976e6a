import { happened, refuse, type Decision } from '@redress/kernel';
import {
  amountFault,
  approverFor,
  authorityFault,
  authorityOf,
  compensationYuan,
  type Measure,
} from '@redress/plan-rules';
import type { ComplaintRefusal, SettleOnTheSpot } from './complaint-commands';
import type { ComplaintEvent } from './complaint-events';
import type { Complaint } from './complaint-state';
import { refusedWhen } from './refused-when';

/** What is wrong with the measures; undefined when nothing is. */
const faultIn = (measures: readonly Measure[]): ComplaintRefusal | undefined =>
  measures.length === 0 ? 'settlement-without-measure' : amountFault(measures);

/**
 * Settles a complaint at once, without an investigation. What the plan wants approved cannot be promised on the
 * spot: it goes the long way, and so does what is beyond the authority of whoever settles. Nor can what
 * was found invalid be settled.
 */
export const settleOnTheSpot = (
  { data: { complaintId, settlement, measures, plan, roles, at, by } }: SettleOnTheSpot,
  state: Complaint,
): Decision<ComplaintEvent, ComplaintRefusal> => {
  if (state.status === 'settled') return happened();
  if (state.status !== 'registered' && state.status !== 'verified') return refuse(refusedWhen[state.status]);
  const fault = faultIn(measures);
  if (fault) return refuse(fault);
  if (state.status === 'verified' && !state.valid) return refuse('complaint-found-invalid');
  const approver = approverFor(plan, measures, state.classification);
  if (approver) return refuse('settlement-needs-approval', { role: approver });
  const beyond = authorityFault(authorityOf(plan, roles), compensationYuan(measures));
  if (beyond) return refuse('beyond-authority', { ...beyond });
  const late = Date.parse(at) > Date.parse(state.acceptBy);
  const data = { complaintId, settledAt: at, settledBy: by, settlement, measures: [...measures], late };
  return happened({ type: 'ComplaintSettled', data });
};
