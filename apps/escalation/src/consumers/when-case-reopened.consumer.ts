import type { CaseReopened } from '@redress/contracts';
import { RecordReopeningRequest } from '../commands/record-reopening.handler';
import type { Reaction } from './reaction';

/** The stages of another round have clocks of their own. */
export const whenCaseReopened: Reaction<CaseReopened> = ({ data, meta }) => {
  const { complaintId, round, stage, reopenedAt } = data;
  return new RecordReopeningRequest({ complaintId, round, stage, reopenedAt }, meta);
};
