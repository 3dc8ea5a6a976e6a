import type { Relation } from '@redress/contracts';
import type { DataOf, Folds } from './fold-events';

type Messages = 'ComplaintLinked' | 'ComplaintUnlinked' | 'ComplaintMerged' | 'ComplaintUnmerged' | 'FollowerNoted';
type Without<T, K extends keyof T = never> = Omit<T, K | 'complaintId'>;

/** A complaint that follows another. */
export interface Follower {
  readonly complaintId: string;
  readonly complaintNo: string;
  readonly relation: Relation;
  readonly notedAt: string;
}

/** How a complaint stands to others on the same matter. */
export interface Relations {
  /** The complaints it is linked to; those that are linked to it are among the followers. */
  readonly links?: readonly Without<DataOf<'ComplaintLinked'>>[];
  /** The complaint that answers it, while it is merged. Whose name to keep out is known there and need not be here. */
  readonly merged?: Without<DataOf<'ComplaintMerged'>, 'leadingComplainant'>;
  readonly followers?: readonly Follower[];
}

const noteFollower = <S extends Relations>(section: S, noted: DataOf<'FollowerNoted'>): S => {
  const { followerId: complaintId, followerNo: complaintNo, relation, holds, notedAt } = noted;
  const others = (section.followers ?? []).filter(
    (one) => one.complaintId !== complaintId || one.relation !== relation,
  );
  return { ...section, followers: holds ? [...others, { complaintId, complaintNo, relation, notedAt }] : others };
};

const unmerge = <S extends Relations>({ merged: _merged, ...section }: S): S => section as S;

/** What each message about relations makes of the section of a complaint. */
export const relationFolds = <S extends Relations>(): Folds<S, Messages> => ({
  ComplaintLinked: (section, { complaintId: _id, ...link }) => ({
    ...section,
    links: [...(section.links ?? []), link],
  }),
  ComplaintUnlinked: (section, { leadingId }) => ({
    ...section,
    links: (section.links ?? []).filter((link) => link.leadingId !== leadingId),
  }),
  ComplaintMerged: (section, { complaintId: _id, leadingComplainant: _whom, ...merged }) => ({ ...section, merged }),
  ComplaintUnmerged: unmerge,
  FollowerNoted: noteFollower,
});

/** What lists tell of it. */
export interface RelationSummary {
  /** The complaint that answers this one. */
  readonly mergedInto?: { readonly complaintId: string; readonly complaintNo: string };
  /** How many complaints this one answers besides itself. */
  readonly mergedHere: number;
  /** How many others are linked with it, from either side. */
  readonly linkedWith: number;
}

/** The relations of a complaint in short. */
export const summariseRelations = ({ merged, links = [], followers = [] }: Relations): RelationSummary => {
  const linked = [...links.map(({ leadingId }) => leadingId)];
  for (const { relation, complaintId } of followers) if (relation === 'linked') linked.push(complaintId);
  return {
    ...(merged && { mergedInto: { complaintId: merged.leadingId, complaintNo: merged.leadingNo } }),
    mergedHere: followers.filter(({ relation }) => relation === 'merged').length,
    linkedWith: new Set(linked).size,
  };
};
