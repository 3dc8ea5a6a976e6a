import type * as contracts from '@redress/contracts';
import type { VersionedEvent } from '@redress/kernel';
import type { PlanEvent } from '@redress/plan';

const message = <D extends object>(type: string, data: D): VersionedEvent => ({ type, schemaVersion: 1, data });

/**
 * The published form of a stored event; planning keeps none private. The type argument makes the compiler prove that the
 * stored data keeps the contract. A new shape of a message is a new version here, never an edit.
 */
export const toMessage = (event: PlanEvent): VersionedEvent => {
  switch (event.type) {
    case 'PlanPublished': {
      const { document, ...data } = event.data;
      return message<contracts.PlanPublished>(event.type, { ...data, document: { ...document } });
    }
    case 'PlanRetired':
      return message<contracts.PlanRetired>(event.type, event.data);
  }
};
