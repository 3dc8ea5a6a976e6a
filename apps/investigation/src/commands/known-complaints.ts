import type { PublishedCommit, Sealed } from '@redress/kernel';
import type { Graded } from '@redress/plan-rules';

/** Injects the KnownComplaints. */
export const KNOWN_COMPLAINTS = Symbol('KNOWN_COMPLAINTS');

/** What investigation must know of a complaint, from intake's events. */
export interface KnownComplaint {
  readonly complaintId: string;
  readonly siteId: string;
  /** Version of the complaint's stream that is known; the guard against repeats. */
  readonly version: number;
  /** The plan that governs it to its end (decisions.md 8). */
  readonly planRef: string;
  /** Whose key seals what is written about it. */
  readonly personId: string;
  /** Name and contact, so that nothing that is made public holds them; absent of what was learned before it was kept. */
  readonly complainant?: Sealed;
  /** The hash of the token that shows who complains; absent of what was learned before it was kept. */
  readonly trackingTokenHash?: string;
  /** Its latest classification. */
  readonly graded: Graded;
}

/** The complaints this service has heard of. */
export interface KnownComplaints {
  find(complaintId: string): Promise<KnownComplaint | undefined>;
  /** Learns what a commit of a complaint's stream says; a version that is known already changes nothing. */
  learn(commit: PublishedCommit): Promise<void>;
}
