import type { Message, Sealed } from '@redress/kernel';
import type { OfCase } from '../of-case';

/** What a piece of evidence is. */
export type EvidenceKind = 'document' | 'photo' | 'video' | 'audio' | 'receipt' | 'testResult' | 'note' | 'object';

/** Whom or what it comes from. */
export type EvidenceSource = 'complainant' | 'respondent' | 'site' | 'thirdParty';

/**
 * What became of the place at which a picture was taken: taken out of the file, kept there on purpose, or not looked
 * for, as the kind of file is none of the pictures in which that is done.
 */
export type LocationState = 'removed' | 'kept' | 'notLookedFor';

/** Why somebody looks at evidence. */
export type ViewPurpose = 'handling' | 'approval' | 'supervision' | 'forComplainant' | 'forAuthority';

/** A file as it is kept. */
export interface KeptFile {
  /** Hash of the bytes as they are given out again, hex. */
  readonly sha256: string;
  /** Hash of the bytes as they were sent, hex; there where the location was taken out of them. */
  readonly sentSha256?: string;
  /** Length of the file as it is given out again. */
  readonly bytes: number;
  /** What the bytes are, not what they were called. */
  readonly mediaType: string;
  readonly location: LocationState;
}

/** A piece of evidence; its names and texts are sealed under the complainant's key. */
export interface Evidence {
  readonly evidenceId: string;
  readonly kind: EvidenceKind;
  readonly source: EvidenceSource;
  /** When it was found, taken or received. */
  readonly collectedAt: string;
  /** `staff:<id>`, or `visitor` where the complainant sent it. */
  readonly collectedBy: string;
  readonly file: KeptFile;
  readonly name: Sealed;
  readonly description?: Sealed;
  /** Why the location was kept in the picture, where it was. */
  readonly locationReason?: Sealed;
}

interface ByWhom extends OfCase {
  /** The moment of the command, ISO-8601 UTC. */
  readonly at: string;
  /** `staff:<id>` or `visitor`. */
  readonly by: string;
}

/** Puts evidence on record whose bytes are kept already. */
export type AddEvidence = Message<'AddEvidence', ByWhom & { evidence: Evidence }>;
/** Puts on record that somebody looks at evidence, before they do. */
export type RecordEvidenceViewed = Message<
  'RecordEvidenceViewed',
  ByWhom & { evidenceId: string; purpose: ViewPurpose }
>;
/** Says that evidence was added by mistake. */
export type WithdrawEvidence = Message<'WithdrawEvidence', ByWhom & { evidenceNo: number; reason: Sealed }>;
export type EvidenceCommand = AddEvidence | RecordEvidenceViewed | WithdrawEvidence;

/** Evidence is on record; pieces of a complaint count from 1. */
export type EvidenceAdded = Message<
  'EvidenceAdded',
  OfCase & Omit<Evidence, 'file'> & KeptFile & { evidenceNo: number; addedAt: string; addedBy: string }
>;
/** Somebody was given the bytes: a line of the custody log. */
export type EvidenceViewed = Message<
  'EvidenceViewed',
  OfCase & { evidenceId: string; viewedAt: string; viewedBy: string; purpose: ViewPurpose }
>;
/** Evidence does not count any more; its bytes stay, so that what was seen can be seen again. */
export type EvidenceWithdrawn = Message<
  'EvidenceWithdrawn',
  OfCase & { evidenceId: string; withdrawnAt: string; withdrawnBy: string; reason: Sealed }
>;
export type EvidenceEvent = EvidenceAdded | EvidenceViewed | EvidenceWithdrawn;

/** Why the evidence of a complaint says no. */
export type EvidenceRefusal =
  'evidence-known' | 'evidence-full' | 'materials-full' | 'evidence-unknown' | 'collected-in-the-future';
