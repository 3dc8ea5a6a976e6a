import type { Message, Sealed } from '@redress/kernel';
import type { OfCase } from './of-case';

/**
 * What is done about a case besides investigating and resolving it, and how each kind can come out: the evidence is
 * analysed, the complainant protected or supported, a solution negotiated, a supplier held
 * liable, the dispute mediated or brought to arbitration.
 */
export const proceedingOutcomes = {
  evidenceAnalysis: ['confirmed', 'doubtful', 'refuted'],
  protection: ['granted', 'completed'],
  negotiation: ['offered', 'accepted', 'refused'],
  supplierClaim: ['raised', 'met', 'refused'],
  mediation: ['invited', 'agreed', 'failed'],
  arbitration: ['referred', 'decided', 'dropped'],
} as const;
export type ProceedingKind = keyof typeof proceedingOutcomes;
export type ProceedingOutcome = (typeof proceedingOutcomes)[ProceedingKind][number];

/** What took place. */
export interface Proceeding {
  readonly kind: ProceedingKind;
  readonly outcome: ProceedingOutcome;
  /** The body it is before, or the supplier it is about. */
  readonly body?: string;
  readonly occurredAt: string;
  readonly words: Sealed;
}

/** A step of a proceeding is on record. */
export type ProceedingRecorded = Message<
  'ProceedingRecorded',
  OfCase & Proceeding & { recordedAt: string; recordedBy: string }
>;
