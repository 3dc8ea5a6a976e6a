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

type Decided = Decision<ComplaintEvent, ComplaintRefusal>;

/** Why nothing more is decided about a complaint of a status. */
export const refusedWhen = {
  unregistered: 'complaint-not-registered',
  accepted: 'complaint-accepted',
  declined: 'complaint-declined',
  transferred: 'complaint-transferred',
  settled: 'complaint-settled',
  withdrawn: 'complaint-withdrawn',
} as const satisfies Record<Exclude<Complaint['status'], 'registered' | 'verified'>, ComplaintRefusal>;

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

/** Takes a complaint back, also while its case is handled; it stays on record. */
export const withdrawComplaint = ({ data }: WithdrawComplaint, state: Complaint): Decided => {
  const { complaintId, reason, at, by } = data;
  if (state.status === 'withdrawn') return happened();
  const refusal = state.status === 'accepted' ? undefined : outcomeOf(state);
  if (refusal) return refuse(refusal);
  return happened({
    type: 'ComplaintWithdrawn',
    data: { complaintId, withdrawnAt: at, withdrawnBy: by, ...(reason && { reason }) },
  });
};
