import type { ComplaintUnmerged } from '@redress/contracts';
import { RecordResumptionRequest } from '../commands/record-resumption.handler';
import type { Reaction } from './reaction';

/** A complaint that stands on its own again has its clocks again. */
export const whenComplaintUnmerged: Reaction<ComplaintUnmerged> = ({ data: { complaintId, unmergedAt }, meta }) =>
  new RecordResumptionRequest(complaintId, unmergedAt, meta);
