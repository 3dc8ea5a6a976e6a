import type { CommandMeta } from '@redress/command-handling';
import { v5, v7 } from 'uuid';

/** Fixed for ever: other namespaces would make a repeated registration a new complaint, or a new person. */
const complaintNamespace = '0c7d9c1e-52f4-4a86-8a55-7b1f0a3f6c21';
const personNamespace = '6a1f2b7d-9e03-4c58-b3d7-2f84c1d95e60';

/**
 * The id of a new complaint: out of the command where an Idempotency-Key made the command repeatable, so that the
 * repeat finds its own complaint and nobody that of another caller; else fresh and rising (decisions.md 18).
 */
export const newComplaintId = ({ commandId, requestDigest }: CommandMeta): string =>
  requestDigest === undefined ? v7() : v5(commandId, complaintNamespace);

/** The complainant of a complaint: a person of its own, so that erasing one complaint's person touches no other. */
export const complainantOf = (complaintId: string): string => v5(complaintId, personNamespace);

/** Name of the stream of a complaint. */
export const complaintStream = (complaintId: string): string => `complaint-${complaintId}`;

/** Name of the stream of a suggestion; its id and its author are made as those of a complaint. */
export const suggestionStream = (suggestionId: string): string => `suggestion-${suggestionId}`;

/** Name of the stream of a person. */
export const personStream = (personId: string): string => `person-${personId}`;
