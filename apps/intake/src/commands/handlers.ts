import { AcceptComplaintHandler } from './accept-complaint.handler';
import { AskComplainantHandler } from './ask-complainant.handler';
import { ClassifyComplaintHandler } from './classify-complaint.handler';
import { DeclineComplaintHandler } from './decline-complaint.handler';
import { ErasePersonHandler } from './erase-person.handler';
import { LinkComplaintHandler } from './link-complaint.handler';
import { MakeSuggestionHandler } from './make-suggestion.handler';
import { MergeComplaintHandler } from './merge-complaint.handler';
import { NoteFollowerHandler } from './note-follower.handler';
import { RecordCommunicationHandler } from './record-communication.handler';
import { RegisterComplaintHandler } from './register-complaint.handler';
import { ReviewSuggestionHandler } from './review-suggestion.handler';
import { SettleOnTheSpotHandler } from './settle-on-the-spot.handler';
import { TransferComplaintHandler } from './transfer-complaint.handler';
import { UnlinkComplaintHandler } from './unlink-complaint.handler';
import { UnmergeComplaintHandler } from './unmerge-complaint.handler';
import { VerifyComplaintHandler } from './verify-complaint.handler';
import { WithdrawComplaintHandler } from './withdraw-complaint.handler';

/** Every command of intake. */
export const commandHandlers = [
  RegisterComplaintHandler,
  VerifyComplaintHandler,
  AcceptComplaintHandler,
  DeclineComplaintHandler,
  TransferComplaintHandler,
  ClassifyComplaintHandler,
  SettleOnTheSpotHandler,
  WithdrawComplaintHandler,
  RecordCommunicationHandler,
  AskComplainantHandler,
  LinkComplaintHandler,
  UnlinkComplaintHandler,
  MergeComplaintHandler,
  UnmergeComplaintHandler,
  NoteFollowerHandler,
  MakeSuggestionHandler,
  ReviewSuggestionHandler,
  ErasePersonHandler,
];
