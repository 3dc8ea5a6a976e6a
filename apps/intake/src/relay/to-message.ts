import type { ComplaintEvent, PersonErased } from '@redress/complaint';
import type * as contracts from '@redress/contracts';
import type { VersionedEvent } from '@redress/kernel';

/** Every event that intake stores. */
export type IntakeEvent = ComplaintEvent | PersonErased;

const message = <D extends object>(type: string, data: D): VersionedEvent => ({ type, schemaVersion: 1, data });

/**
 * The published form of a stored event; null for one that stays private. The type argument makes the compiler prove
 * that the stored data keeps the contract. A new shape of a message is a new version here, never an edit.
 */
export const toMessage = (event: IntakeEvent): VersionedEvent | null => {
  switch (event.type) {
    case 'ComplaintRegistered':
      return message<contracts.ComplaintRegistered>(event.type, event.data);
    case 'ComplaintClassified':
      return message<contracts.ComplaintClassified>(event.type, event.data);
    case 'SevereSuspected':
      return message<contracts.SevereSuspected>(event.type, event.data);
    case 'ComplaintVerified':
      return message<contracts.ComplaintVerified>(event.type, event.data);
    case 'ComplaintAccepted':
      return message<contracts.ComplaintAccepted>(event.type, event.data);
    case 'ComplaintDeclined':
      return message<contracts.ComplaintDeclined>(event.type, event.data);
    case 'ComplaintTransferred':
      return message<contracts.ComplaintTransferred>(event.type, event.data);
    case 'PersonErased':
      return message<contracts.PersonErased>(event.type, event.data);
  }
};
