import type { Milestone } from '@redress/watch';
import { RecordMilestoneRequest } from '../commands/record-milestone.handler';
import type { Reaction } from './reaction';

/** An event meets its deadline and starts the next, or ends the watch; `at` names the field with its moment. */
export const whenReached =
  <K extends string>(
    milestone: Milestone,
    at: K,
  ): Reaction<{ readonly complaintId: string } & { readonly [field in K]: string }> =>
  ({ data, meta }) =>
    new RecordMilestoneRequest(data.complaintId, milestone, data[at], meta);
