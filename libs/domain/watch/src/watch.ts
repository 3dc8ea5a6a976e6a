import type { Decider } from '@redress/kernel';
import { acknowledge, climb } from './answer';
import { evolve } from './evolve';
import { fireTimer } from './fire-timer';
import { classify, open, openSevere, recordHandler, recordMilestone } from './listen';
import { pause, resume } from './pause';
import { awaitComplainant, hearComplainant } from './question';
import { reopen } from './reopen';
import { resumeWatch } from './resumption';
import type { Decided } from './decided';
import { noWatch, type Watch } from './watch-state';
import type { WatchEvent } from './watch-events';
import type {
  OpenSevereLadder,
  OpenWatch,
  RecordHandler,
  RecordMilestone,
  RecordReopening,
  RecordResumption,
  SetClassification,
  WatchCommand,
  WatchRefusal,
} from './watch-commands';

type Heard =
  | OpenWatch
  | SetClassification
  | OpenSevereLadder
  | RecordMilestone
  | RecordReopening
  | RecordResumption
  | RecordHandler;

/** What other services say about the complaint. */
const listen = (command: Heard, watch: Watch): Decided => {
  switch (command.type) {
    case 'OpenWatch':
      return open(command, watch);
    case 'SetClassification':
      return classify(command, watch);
    case 'OpenSevereLadder':
      return openSevere(command, watch);
    case 'RecordMilestone':
      return recordMilestone(command, watch);
    case 'RecordReopening':
      return reopen(command, watch);
    case 'RecordResumption':
      return resumeWatch(command, watch);
    case 'RecordHandler':
      return recordHandler(command, watch);
  }
};

const decide = (command: WatchCommand, watch: Watch): Decided => {
  switch (command.type) {
    case 'FireTimer':
      return fireTimer(command, watch);
    case 'AcknowledgeEscalation':
      return acknowledge(command, watch);
    case 'PauseDeadline':
      return pause(command, watch);
    case 'ResumeDeadline':
      return resume(command, watch);
    case 'AwaitComplainant':
      return awaitComplainant(command, watch);
    case 'HearComplainant':
      return hearComplainant(command, watch);
    case 'ClimbEscalation':
      return climb(command, watch);
    default:
      return listen(command, watch);
  }
};

/**
 * The watch over one complaint: its five deadlines and the ladders that climb until somebody answers. A process
 * manager: it hears of several services, in any order, and ends in the same place (decisions.md 5, 9, 12).
 */
export const watchDecider: Decider<Watch, WatchCommand, WatchEvent, WatchRefusal> = {
  initial: noWatch,
  decide,
  evolve,
};
