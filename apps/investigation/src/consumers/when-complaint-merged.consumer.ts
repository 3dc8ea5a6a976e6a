import type { ComplaintMerged, ComplaintUnmerged } from '@redress/contracts';
import type { CommandMeta } from '@redress/command-handling';
import { MergeCaseRequest, ResumeCaseRequest } from '../commands/merge-case.handler';

/** The leading complaint is handled for both; a duplicate without a case needs nothing. */
export const whenComplaintMerged = ({ complaintId, mergedAt }: ComplaintMerged, meta: CommandMeta): MergeCaseRequest =>
  new MergeCaseRequest(complaintId, mergedAt, meta);

/** A complaint that stands on its own again is handled on. */
export const whenComplaintUnmerged = (
  { complaintId, unmergedAt }: ComplaintUnmerged,
  meta: CommandMeta,
): ResumeCaseRequest => new ResumeCaseRequest(complaintId, unmergedAt, meta);
