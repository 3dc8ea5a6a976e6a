import { happened, refuse, type Decision } from '@redress/kernel';
import type { ComplaintRefusal } from './complaint-commands';
import type { ComplaintEvent } from './complaint-events';
import type { Complaint, RegisteredComplaint } from './complaint-state';
import { refusalToLead } from './merging';
import type { LinkComplaint, NoteFollower, UnlinkComplaint } from './relation-commands';

type Decided = Decision<ComplaintEvent, ComplaintRefusal>;

/** Most complaints that follow one, and most that one follows: a list has an end. */
export const mostFollowers = 500;

const isFull = (links: readonly string[], state: Complaint): boolean =>
  links.length >= mostFollowers || (state.status !== 'unregistered' && state.followers.linked.length >= mostFollowers);

/** Links a complaint to another on the same matter, whatever became of either: both keep their handling. */
export const linkComplaint = ({ data }: LinkComplaint, state: Complaint): Decided => {
  const { complaintId, leading, note, at, by } = data;
  if (state.status === 'unregistered') return refuse('complaint-not-registered');
  if (leading.complaintId === complaintId) return refuse('same-complaint');
  const known = [...state.links, ...state.followers.linked];
  if (known.includes(leading.complaintId)) return happened();
  if (isFull(state.links, leading.state)) return refuse('too-many-followers', { most: mostFollowers });
  const { complaintId: leadingId, complaintNo: leadingNo } = leading;
  const linked = { complaintId, leadingId, leadingNo, linkedAt: at, linkedBy: by, ...(note && { note }) };
  return happened({ type: 'ComplaintLinked', data: linked });
};

/** Takes a link back, on the complaint that follows. */
export const unlinkComplaint = ({ data }: UnlinkComplaint, state: Complaint): Decided => {
  const { complaintId, leadingId, reason, at, by } = data;
  if (state.status === 'unregistered') return refuse('complaint-not-registered');
  if (!state.links.includes(leadingId)) return refuse('complaint-not-linked');
  return happened({
    type: 'ComplaintUnlinked',
    data: { complaintId, leadingId, unlinkedAt: at, unlinkedBy: by, reason },
  });
};

const isNoted = (state: RegisteredComplaint, { relation, followerId, holds }: NoteFollower['data']): boolean =>
  state.followers[relation].includes(followerId) === holds;

/** Writes the counterpart down; a complaint that cannot lead any more takes no duplicate in, and the duplicate stands alone. */
export const noteFollower = ({ data }: NoteFollower, state: Complaint): Decided => {
  const { by: _by, at: notedAt, ...noted } = data;
  if (state.status === 'unregistered') return refuse('complaint-not-registered');
  if (isNoted(state, data)) return happened();
  const refusal = data.relation === 'merged' && data.holds ? refusalToLead(state) : undefined;
  if (refusal) return refuse(refusal);
  return happened({ type: 'FollowerNoted', data: { ...noted, notedAt } });
};
