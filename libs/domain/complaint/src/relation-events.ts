import type { Message, Sealed } from '@redress/kernel';

interface OfComplaint {
  readonly complaintId: string;
}

/** How a complaint stands to another on the same matter: beside it, or answered by it. */
export type Relation = 'linked' | 'merged';

/** Why a complaint stands on its own again. */
export type UnmergeCause =
  /** Staff said so. */
  | 'ordered'
  /** Its own complainant takes it back. */
  | 'withdrawn'
  /** The leading complaint was taken back. */
  | 'leadingWithdrawn'
  /** The leading complaint was settled with its own complainant alone. */
  | 'leadingSettled'
  /** The leading complaint had ended or was merged itself when it was to take this one in. */
  | 'leadingUnavailable';

/** The complaint concerns the same matter as another, which leads; both are handled. */
export type ComplaintLinked = Message<
  'ComplaintLinked',
  OfComplaint & { leadingId: string; leadingNo: string; linkedAt: string; linkedBy: string; note?: Sealed }
>;
/** It turned out to be another matter. */
export type ComplaintUnlinked = Message<
  'ComplaintUnlinked',
  OfComplaint & { leadingId: string; unlinkedAt: string; unlinkedBy: string; reason: Sealed }
>;
/** The complaint is a duplicate: the leading one is handled and answers both. It stays on record. */
export type ComplaintMerged = Message<
  'ComplaintMerged',
  OfComplaint & {
    leadingId: string;
    leadingNo: string;
    /** Who complains in the leading one, under that person's key: whose name stays out of what this complainant reads. */
    leadingComplainant: Sealed;
    mergedAt: string;
    mergedBy: string;
    reason: Sealed;
  }
>;
/** The complaint is handled on its own again, from where it stood. */
export type ComplaintUnmerged = Message<
  'ComplaintUnmerged',
  OfComplaint & {
    leadingId: string;
    unmergedAt: string;
    unmergedBy: string;
    cause: UnmergeCause;
    reason?: Sealed;
  }
>;
/** The counterpart on the leading complaint: another one follows it, or no longer does (`holds`). */
export type FollowerNoted = Message<
  'FollowerNoted',
  OfComplaint & { followerId: string; followerNo: string; relation: Relation; holds: boolean; notedAt: string }
>;

/** What relates a complaint to others. */
export type RelationEvent = ComplaintLinked | ComplaintUnlinked | ComplaintMerged | ComplaintUnmerged | FollowerNoted;
