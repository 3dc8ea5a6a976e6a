import type { Decider } from '@redress/kernel';
import { classifyComplaint } from './classifying';
import { recordCommunication } from './communicating';
import type { ComplaintCommand, ComplaintRefusal } from './complaint-commands';
import type { ComplaintEvent } from './complaint-events';
import { evolveComplaint, type Complaint } from './complaint-state';
import { acceptComplaint, declineComplaint, transferComplaint, verifyComplaint, withdrawComplaint } from './judging';
import { registerComplaint } from './registering';
import { settleOnTheSpot } from './settling';

/** A complaint from its registration to its acceptance or another outcome; stream `complaint-<complaintId>`. */
export const complaintDecider: Decider<Complaint, ComplaintCommand, ComplaintEvent, ComplaintRefusal> = {
  initial: { status: 'unregistered' },
  decide: (command, state) => {
    switch (command.type) {
      case 'RegisterComplaint':
        return registerComplaint(command, state);
      case 'VerifyComplaint':
        return verifyComplaint(command, state);
      case 'AcceptComplaint':
        return acceptComplaint(command, state);
      case 'DeclineComplaint':
        return declineComplaint(command, state);
      case 'TransferComplaint':
        return transferComplaint(command, state);
      case 'SettleOnTheSpot':
        return settleOnTheSpot(command, state);
      case 'WithdrawComplaint':
        return withdrawComplaint(command, state);
      case 'RecordCommunication':
        return recordCommunication(command, state);
      case 'ClassifyComplaint':
        return classifyComplaint(command, state);
    }
  },
  evolve: evolveComplaint,
};
