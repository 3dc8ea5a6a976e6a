import type { ComplaintClassified } from '@redress/contracts';
import type { Classified } from '@redress/watch';
import { SetClassificationRequest } from '../commands/set-classification.handler';
import type { Heard } from './reaction';

/** What the deadlines ask about a complaint. */
export const classifiedOf = ({ classifiedAt, level, priority, category }: ComplaintClassified): Classified => ({
  classifiedAt,
  level,
  priority,
  category,
});

/**
 * A classification may bring deadlines forward, and a severe one calls for a person. The first one comes with the
 * registration, in one commit, and the watch is opened with it.
 */
export const whenComplaintClassified = ({
  data,
  beside,
  meta,
}: Heard<ComplaintClassified>): SetClassificationRequest | undefined =>
  beside.some(({ type }) => type === 'ComplaintRegistered')
    ? undefined
    : new SetClassificationRequest(data.complaintId, classifiedOf(data), meta);
