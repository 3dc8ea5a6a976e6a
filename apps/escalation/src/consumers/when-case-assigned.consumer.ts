import type { CaseAssigned } from '@redress/contracts';
import { RecordHandlerRequest } from '../commands/record-handler.handler';
import type { Reaction } from './reaction';

/** The handler is whom the first steps of a ladder tell. */
export const whenCaseAssigned: Reaction<CaseAssigned> = ({ data, meta }) =>
  new RecordHandlerRequest(data.complaintId, data.handlerId, data.assignedAt, meta);
