import type { Decider, Decision } from '@redress/kernel';
import { askComplainant } from './asking';
import { classifyComplaint } from './classifying';
import { recordCommunication } from './communicating';
import type { ComplaintCommand, ComplaintRefusal } from './complaint-commands';
import type { ComplaintEvent } from './complaint-events';
import { evolveComplaint, type Complaint } from './complaint-state';
import { linkComplaint, noteFollower, unlinkComplaint } from './linking';
import { mergeComplaint, unmergeComplaint } from './merging';
import { acceptComplaint, declineComplaint, transferComplaint, verifyComplaint, withdrawComplaint } from './judging';
import { registerComplaint } from './registering';
import { settleOnTheSpot } from './settling';

type CommandOf<T extends ComplaintCommand['type']> = Extract<ComplaintCommand, { type: T }>;
type Decided = Decision<ComplaintEvent, ComplaintRefusal>;

/** One decision per command; the compiler demands all of them. */
const decisions: {
  readonly [T in ComplaintCommand['type']]: (command: CommandOf<T>, state: Complaint) => Decided;
} = {
  RegisterComplaint: registerComplaint,
  VerifyComplaint: verifyComplaint,
  AcceptComplaint: acceptComplaint,
  DeclineComplaint: declineComplaint,
  TransferComplaint: transferComplaint,
  SettleOnTheSpot: settleOnTheSpot,
  WithdrawComplaint: withdrawComplaint,
  RecordCommunication: recordCommunication,
  AskComplainant: askComplainant,
  ClassifyComplaint: classifyComplaint,
  LinkComplaint: linkComplaint,
  UnlinkComplaint: unlinkComplaint,
  MergeComplaint: mergeComplaint,
  UnmergeComplaint: unmergeComplaint,
  NoteFollower: noteFollower,
};

const decide = <T extends ComplaintCommand['type']>(command: CommandOf<T> & { type: T }, state: Complaint): Decided =>
  decisions[command.type](command, state);

/** A complaint from its registration to its acceptance or another outcome; stream `complaint-<complaintId>`. */
export const complaintDecider: Decider<Complaint, ComplaintCommand, ComplaintEvent, ComplaintRefusal> = {
  initial: { status: 'unregistered' },
  decide,
  evolve: evolveComplaint,
};
