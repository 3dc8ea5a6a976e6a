import type { ComplaintClassified } from '@redress/contracts';
import type { Classified } from '@redress/watch';
import { SetClassificationRequest } from '../commands/set-classification.handler';
import type { Reaction } from './reaction';

/** What the deadlines ask about a complaint. */
export const classifiedOf = ({ classifiedAt, level, priority, category }: ComplaintClassified): Classified => ({
  classifiedAt,
  level,
  priority,
  category,
});

/** A classification may bring deadlines forward, and a severe one calls for a person. */
export const whenComplaintClassified: Reaction<ComplaintClassified> = ({ data, meta }) =>
  new SetClassificationRequest(data.complaintId, classifiedOf(data), meta);
