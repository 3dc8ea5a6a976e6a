import type { ComplaintAccepted } from '@redress/contracts';
import type { CommandMeta } from '@redress/command-handling';
import { OpenCaseRequest } from '../commands/open-case.handler';

/** An accepted complaint has its case, from the moment it was accepted. */
export const whenComplaintAccepted = (
  { complaintId, acceptedAt }: ComplaintAccepted,
  meta: CommandMeta,
): OpenCaseRequest => new OpenCaseRequest(complaintId, acceptedAt, meta);
