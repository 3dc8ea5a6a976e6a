import type { Message, Sealed } from '@redress/kernel';
import type { Complaint } from './complaint-state';
import type { Relation, UnmergeCause } from './relation-events';

interface OfComplaint {
  readonly complaintId: string;
  readonly at: string;
  readonly by: string;
}

/** The complaint that is to lead, as it stands on its own stream when the command is given. */
export interface LeadingComplaint {
  readonly complaintId: string;
  readonly complaintNo: string;
  /** Its complainant's name and contact. */
  readonly complainant: Sealed;
  readonly state: Complaint;
  /** Whether its case is closed; investigation's to say. */
  readonly caseClosed: boolean;
}

/** Says that the complaint concerns the same matter as another. */
export type LinkComplaint = Message<'LinkComplaint', OfComplaint & { leading: LeadingComplaint; note?: Sealed }>;
/** Takes that back. */
export type UnlinkComplaint = Message<'UnlinkComplaint', OfComplaint & { leadingId: string; reason: Sealed }>;
/** Has a duplicate answered by the complaint it repeats. */
export type MergeComplaint = Message<
  'MergeComplaint',
  OfComplaint & {
    leading: LeadingComplaint;
    /** Whether the duplicate's own case is closed. */
    caseClosed: boolean;
    reason: Sealed;
  }
>;
/** Has a merged complaint handled on its own again. */
export type UnmergeComplaint = Message<
  'UnmergeComplaint',
  OfComplaint & {
    /** Only when it is merged into this one; whatever it is merged into, where it is not said. */
    leadingId?: string;
    cause: UnmergeCause;
    reason?: Sealed;
  }
>;
/** Writes down on the leading complaint what was said on the one that follows. */
export type NoteFollower = Message<
  'NoteFollower',
  OfComplaint & { followerId: string; followerNo: string; relation: Relation; holds: boolean }
>;

/** What relates a complaint to others. */
export type RelationCommand = LinkComplaint | UnlinkComplaint | MergeComplaint | UnmergeComplaint | NoteFollower;

/** Why a complaint is not related to another. */
export type RelationRefusal =
  | 'same-complaint'
  | 'complaint-merged'
  | 'complaint-closed'
  | 'complaint-leads-others'
  | 'complaint-not-merged'
  | 'complaint-not-linked'
  | 'leading-merged'
  | 'leading-ended'
  | 'leading-closed'
  | 'too-many-followers';
