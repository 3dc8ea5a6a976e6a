import type { CommandMeta } from '@redress/command-handling';
import { v5, v7 } from 'uuid';

/** Fixed for ever: another namespace would make repeated evidence new. */
const evidenceNamespace = '3f0b8c52-91d7-4f6e-8a2c-6d5e4b3a2f10';

/** Name of the stream of a complaint's evidence. */
export const evidenceStream = (complaintId: string): string => `evidence-${complaintId}`;

/** The id of new evidence: out of the command where an Idempotency-Key made it repeatable (decisions.md 18). */
export const newEvidenceId = ({ commandId, requestDigest }: CommandMeta): string =>
  requestDigest === undefined ? v7() : v5(commandId, evidenceNamespace);

/** Name of the bytes of evidence: with their hash, so that other bytes under the same key are other bytes here. */
export const fileNameOf = (evidenceId: string, sha256: string): string => `${evidenceId}.${sha256}`;
