import { spec } from '@redress/testing';
import { mostMessages } from './communicating';
import { complaintDecider } from './complaint';
import type { RecordCommunication } from './complaint-commands';
import type { Communication, CommunicationRecorded, ComplaintEvent } from './complaint-events';
import { classified, clerk, complaintId, registered, sealed } from './spec-kit/sample-complaint';

const given = spec(complaintDecider);
const at = '2026-12-01T03:00:00.000Z';
const call: Communication = {
  direction: 'out',
  medium: 'phone',
  occurredAt: '2026-12-01T02:50:00.000Z',
  reached: true,
  confirmed: true,
  content: sealed,
};
const record = (communication = call, by = clerk): RecordCommunication => ({
  type: 'RecordCommunication',
  data: { complaintId, communication, at, by },
});
const recorded = (communication = call, recordedBy = clerk): CommunicationRecorded => ({
  type: 'CommunicationRecorded',
  data: { complaintId, ...communication, recordedAt: at, recordedBy },
});
const withdrawn: ComplaintEvent = {
  type: 'ComplaintWithdrawn',
  data: { complaintId, withdrawnAt: at, withdrawnBy: 'visitor' },
};

describe('the communication log (R-017, R-111)', () => {
  it('takes every exchange, each one for itself', () =>
    given(registered(), classified(), recorded()).when(record()).then(recorded()));
  it('stays open after the end', () => given(registered(), classified(), withdrawn).when(record()).then(recorded()));
  it('holds nothing that has not taken place yet', () =>
    given(registered())
      .when(record({ ...call, occurredAt: '2026-12-01T03:00:00.001Z' }))
      .thenRefused('occurred-in-the-future'));
  it('needs a registered complaint', () => given().when(record()).thenRefused('complaint-not-registered'));
  it('is open to the complainant, within bounds that staff do not have', () => {
    const message: Communication = { ...call, direction: 'in', medium: 'web', confirmed: false };
    const many = Array.from({ length: mostMessages }, () => recorded(message, 'visitor'));
    given(registered(), ...many.slice(1))
      .when(record(message, 'visitor'))
      .then(recorded(message, 'visitor'));
    given(registered(), ...many)
      .when(record(message, 'visitor'))
      .thenRefused('too-many-messages');
    given(registered(), ...many)
      .when(record())
      .then(recorded());
  });
});
