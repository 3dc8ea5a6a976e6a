import type { ComplaintClassified, ComplaintRegistered } from '@redress/contracts';
import type { VersionedEvent } from '@redress/kernel';
import type { Classified } from '@redress/watch';
import { OpenWatchRequest } from '../commands/open-watch.handler';
import type { Reaction } from './reaction';
import { classifiedOf } from './when-complaint-classified.consumer';

/** The classification the promise was given for; intake decides it in the same commit. */
const classifiedIn = (events: readonly VersionedEvent[]): Classified | undefined => {
  const found = events.find(({ type }) => type === 'ComplaintClassified');
  return found && classifiedOf(found.data as ComplaintClassified);
};

/** A registered complaint is watched from its receipt on. */
export const whenComplaintRegistered: Reaction<ComplaintRegistered> = ({ data, beside, meta }) => {
  const { complaintId, planRef, calendarRef, receivedAt, acceptBy } = data;
  const classified = classifiedIn(beside);
  return new OpenWatchRequest(
    { complaintId, planRef, calendarRef, receivedAt, acceptBy, ...(classified && { classified }) },
    meta,
  );
};
