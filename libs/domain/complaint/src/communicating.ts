import { happened, refuse, type Decision } from '@redress/kernel';
import type { ComplaintRefusal, RecordCommunication } from './complaint-commands';
import type { ComplaintEvent } from './complaint-events';
import type { Complaint } from './complaint-state';

/** Most messages of a complainant on one complaint: the channel is open, and no place to fill a store. */
export const mostMessages = 200;

/** Puts an exchange on record, at any time: before the acceptance and after the end as well. */
export const recordCommunication = (
  { data: { complaintId, communication, at, by } }: RecordCommunication,
  state: Complaint,
): Decision<ComplaintEvent, ComplaintRefusal> => {
  if (state.status === 'unregistered') return refuse('complaint-not-registered');
  if (Date.parse(communication.occurredAt) > Date.parse(at)) return refuse('occurred-in-the-future');
  if (by === 'visitor' && state.messages >= mostMessages) return refuse('too-many-messages', { most: mostMessages });
  return happened({
    type: 'CommunicationRecorded',
    data: { complaintId, ...communication, recordedAt: at, recordedBy: by },
  });
};
