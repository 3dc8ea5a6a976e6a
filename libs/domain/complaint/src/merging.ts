import { happened, refuse, type Decision } from '@redress/kernel';
import type { ComplaintRefusal } from './complaint-commands';
import type { ComplaintEvent, ComplaintUnmerged } from './complaint-events';
import type { Complaint } from './complaint-state';
import { refusedWhen } from './refused-when';
import type { LeadingComplaint, MergeComplaint, UnmergeComplaint } from './relation-commands';

type Decided = Decision<ComplaintEvent, ComplaintRefusal>;

/** Most duplicates that one complaint answers. */
const mostMerged = 500;

/** Why a complaint answers no duplicate; undefined while it is handled itself. */
export const refusalToLead = (
  state: Complaint,
): Extract<ComplaintRefusal, 'complaint-not-registered' | 'leading-merged' | 'leading-ended'> | undefined => {
  switch (state.status) {
    case 'registered':
    case 'verified':
    case 'accepted':
      return undefined;
    case 'unregistered':
      return 'complaint-not-registered';
    case 'merged':
      return 'leading-merged';
    default:
      return 'leading-ended';
  }
};

/** Why the duplicate itself stays as it is. */
const faultOfDuplicate = (state: Complaint, caseClosed: boolean): ComplaintRefusal | undefined => {
  if (state.status !== 'registered' && state.status !== 'verified' && state.status !== 'accepted')
    return refusedWhen[state.status];
  if (caseClosed) return 'complaint-closed';
  return state.followers.merged.length > 0 ? 'complaint-leads-others' : undefined;
};

/** Where the leading complaint was merged itself, the refusal names the one that answers: it is to be taken instead. */
const faultOfLeading = ({ state, caseClosed }: LeadingComplaint): ReturnType<typeof refuse> | undefined => {
  const refusal = refusalToLead(state);
  if (state.status === 'merged') return refuse('leading-merged', { into: state.leadingNo });
  if (refusal) return refuse(refusal, { status: state.status });
  if (caseClosed) return refuse('leading-closed');
  const merged = state.status === 'unregistered' ? 0 : state.followers.merged.length;
  return merged >= mostMerged ? refuse('too-many-followers', { most: mostMerged }) : undefined;
};

/**
 * Merges a duplicate into the complaint it repeats: its own handling ends, it stays on record, and what the leading one
 * comes to is told to its complainant, too. One that others are merged into leads them, and is not merged: so
 * nothing is ever merged into what is merged itself, and there are no circles.
 */
export const mergeComplaint = ({ data }: MergeComplaint, state: Complaint): Decided => {
  const { complaintId, leading, caseClosed, reason, at, by } = data;
  const { complaintId: leadingId, complaintNo: leadingNo, complainant: leadingComplainant } = leading;
  if (leadingId === complaintId) return refuse('same-complaint');
  if (state.status === 'merged' && state.leadingId === leadingId) return happened();
  const fault = faultOfDuplicate(state, caseClosed);
  if (fault) return refuse(fault);
  const unfit = faultOfLeading(leading);
  if (unfit) return unfit as Decided;
  return happened({
    type: 'ComplaintMerged',
    data: { complaintId, leadingId, leadingNo, leadingComplainant, mergedAt: at, mergedBy: by, reason },
  });
};

/** The event that has a merged complaint stand on its own again. */
export const complaintUnmerged = (
  leadingId: string,
  { complaintId, at, by, cause, reason }: Omit<UnmergeComplaint['data'], 'leadingId'>,
): ComplaintUnmerged => ({
  type: 'ComplaintUnmerged',
  data: { complaintId, leadingId, unmergedAt: at, unmergedBy: by, cause, ...(reason && { reason }) },
});

/** Has a complaint handled on its own again, from where it stood; nothing where it is not merged into that one (any more). */
export const unmergeComplaint = ({ data }: UnmergeComplaint, state: Complaint): Decided => {
  const { leadingId, cause } = data;
  const merged = state.status === 'merged' && (leadingId ?? state.leadingId) === state.leadingId;
  if (merged) return happened(complaintUnmerged(state.leadingId, data));
  return cause === 'ordered' ? refuse('complaint-not-merged') : happened();
};
