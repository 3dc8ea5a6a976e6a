import type { ComplaintWithdrawn } from '@redress/contracts';
import type { CommandMeta } from '@redress/command-handling';
import { WithdrawCaseRequest } from '../commands/withdraw-case.handler';

/** Nothing more is done about a complaint that was withdrawn; one without a case needs nothing. */
export const whenComplaintWithdrawn = (
  { complaintId, withdrawnAt }: ComplaintWithdrawn,
  meta: CommandMeta,
): WithdrawCaseRequest => new WithdrawCaseRequest(complaintId, withdrawnAt, meta);
