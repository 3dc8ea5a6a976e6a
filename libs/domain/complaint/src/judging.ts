import { happened, refuse, type Decision } from '@redress/kernel';
import type {
  AcceptComplaint,
  ComplaintRefusal,
  DeclineComplaint,
  TransferComplaint,
  VerifyComplaint,
  WithdrawComplaint,
} from './complaint-commands';
import type { ComplaintEvent } from './complaint-events';
import type { Complaint } from './complaint-state';
import { complaintUnmerged } from './merging';
import { refusedWhen } from './refused-when';

type Decided = Decision<ComplaintEvent, ComplaintRefusal>;

/** Why the outcome of a complaint can no longer be decided; undefined while it is open. */
const outcomeOf = ({ status }: Complaint): ComplaintRefusal | undefined =>
  status === 'registered' || status === 'verified' ? undefined : refusedWhen[status];

/** Records the verification; it may come to another result until the outcome is decided. */
export const verifyComplaint = ({ data }: VerifyComplaint, state: Complaint): Decided => {
  const { complaintId, valid, note, at, by } = data;
  const refusal = outcomeOf(state);
  if (refusal) return refuse(refusal);
  if (state.status === 'verified' && state.valid === valid) return happened();
  return happened({
    type: 'ComplaintVerified',
    data: { complaintId, valid, verifiedAt: at, verifiedBy: by, ...(note && { note }) },
  });
};

/** Accepts a complaint that was verified and found valid; after the promise it counts as late. */
export const acceptComplaint = ({ data: { complaintId, at, by } }: AcceptComplaint, state: Complaint): Decided => {
  if (state.status === 'accepted') return happened();
  const refusal = outcomeOf(state);
  if (refusal) return refuse(refusal);
  if (state.status !== 'verified') return refuse('complaint-not-verified');
  if (!state.valid) return refuse('complaint-found-invalid');
  const late = Date.parse(at) > Date.parse(state.acceptBy);
  return happened({ type: 'ComplaintAccepted', data: { complaintId, acceptedAt: at, acceptedBy: by, late } });
};

/** Declines a complaint with its reason; it stays on record. */
export const declineComplaint = ({ data }: DeclineComplaint, state: Complaint): Decided => {
  const { complaintId, reason, explanation, at, by } = data;
  if (state.status === 'declined' && state.reason === reason) return happened();
  const refusal = outcomeOf(state);
  if (refusal) return refuse(refusal);
  return happened({
    type: 'ComplaintDeclined',
    data: { complaintId, declinedAt: at, declinedBy: by, reason, explanation },
  });
};

/** Hands a complaint to the body that must handle it. */
export const transferComplaint = ({ data }: TransferComplaint, state: Complaint): Decided => {
  const { complaintId, receiver, explanation, at, by } = data;
  if (state.status === 'transferred' && state.receiver === receiver) return happened();
  const refusal = outcomeOf(state);
  if (refusal) return refuse(refusal);
  return happened({
    type: 'ComplaintTransferred',
    data: { complaintId, transferredAt: at, transferredBy: by, receiver, explanation },
  });
};

/** What is taken back while it is merged leaves the one that leads first: its own case and clocks then end as its own. */
const leaving = ({ complaintId, at, by }: WithdrawComplaint['data'], state: Complaint): ComplaintEvent[] =>
  state.status === 'merged' ? [complaintUnmerged(state.leadingId, { complaintId, at, by, cause: 'withdrawn' })] : [];

/** Takes a complaint back, also while its case is handled; it stays on record. */
export const withdrawComplaint = ({ data }: WithdrawComplaint, state: Complaint): Decided => {
  const { complaintId, reason, at, by } = data;
  if (state.status === 'withdrawn') return happened();
  const refusal = state.status === 'accepted' || state.status === 'merged' ? undefined : outcomeOf(state);
  if (refusal) return refuse(refusal);
  return happened<ComplaintEvent>(...leaving(data, state), {
    type: 'ComplaintWithdrawn',
    data: { complaintId, withdrawnAt: at, withdrawnBy: by, ...(reason && { reason }) },
  });
};
