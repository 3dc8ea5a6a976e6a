import { AcknowledgeEscalationHandler } from './acknowledge-escalation.handler';
import { AwaitComplainantHandler } from './await-complainant.handler';
import { ClimbEscalationHandler } from './climb-escalation.handler';
import { FireTimerHandler } from './fire-timer.handler';
import { HearComplainantHandler } from './hear-complainant.handler';
import { OpenSevereLadderHandler } from './open-severe-ladder.handler';
import { OpenWatchHandler } from './open-watch.handler';
import { PauseDeadlineHandler } from './pause-deadline.handler';
import { RecordHandlerHandler } from './record-handler.handler';
import { RecordMilestoneHandler } from './record-milestone.handler';
import { RecordReopeningHandler } from './record-reopening.handler';
import { RecordResumptionHandler } from './record-resumption.handler';
import { ResumeDeadlineHandler } from './resume-deadline.handler';
import { SetClassificationHandler } from './set-classification.handler';

/** Every command handler of the service. */
export const commandHandlers = [
  AcknowledgeEscalationHandler,
  AwaitComplainantHandler,
  ClimbEscalationHandler,
  FireTimerHandler,
  HearComplainantHandler,
  OpenSevereLadderHandler,
  OpenWatchHandler,
  PauseDeadlineHandler,
  RecordHandlerHandler,
  RecordMilestoneHandler,
  RecordReopeningHandler,
  RecordResumptionHandler,
  ResumeDeadlineHandler,
  SetClassificationHandler,
];
