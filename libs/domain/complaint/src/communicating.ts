import { happened, refuse, type Decision } from '@redress/kernel';
import { answerTo } from './asking';
import type { ComplaintRefusal, RecordCommunication } from './complaint-commands';
import type { CommunicationRecorded, ComplaintEvent } from './complaint-events';
import type { Complaint, RegisteredComplaint } from './complaint-state';

/** Most messages of a complainant on one complaint: the channel is open, and no place to fill a store. */
export const mostMessages = 200;

type Decided = Decision<ComplaintEvent, ComplaintRefusal>;

/** The exchange, and that it answers a question, in one commit. */
const answering = (
  data: RecordCommunication['data'],
  recorded: CommunicationRecorded,
  state: RegisteredComplaint,
): Decided => {
  const { complaintId, communication, questionNo = 0, at, by } = data;
  if (communication.direction === 'out') return refuse('answer-is-outgoing');
  const question = state.questions[questionNo - 1];
  if (!question) return refuse('question-unknown', { questionNo });
  return happened<ComplaintEvent>(recorded, ...answerTo({ complaintId, questionNo, at, by }, question));
};

/** Puts an exchange on record, at any time: before the acceptance and after the end as well. */
export const recordCommunication = ({ data }: RecordCommunication, state: Complaint): Decided => {
  const { complaintId, communication, questionNo, at, by } = data;
  if (state.status === 'unregistered') return refuse('complaint-not-registered');
  if (Date.parse(communication.occurredAt) > Date.parse(at)) return refuse('occurred-in-the-future');
  if (by === 'visitor' && state.messages >= mostMessages) return refuse('too-many-messages', { most: mostMessages });
  const recorded: CommunicationRecorded = {
    type: 'CommunicationRecorded',
    data: { complaintId, ...communication, recordedAt: at, recordedBy: by },
  };
  return questionNo === undefined ? happened(recorded) : answering(data, recorded, state);
};
