import { AddEvidenceHandler } from './add-evidence.handler';
import { AnswerCompensationHandler } from './answer-compensation.handler';
import { ApproveResolutionPlanHandler } from './approve-resolution-plan.handler';
import { AssignCaseHandler } from './assign-case.handler';
import { ClearRespondentHandler } from './clear-respondent.handler';
import { CloseCaseHandler } from './close-case.handler';
import { CompleteInvestigationHandler } from './complete-investigation.handler';
import { CompleteMeasureHandler } from './complete-measure.handler';
import { EvaluateOutcomeHandler } from './evaluate-outcome.handler';
import { GiveFeedbackHandler } from './give-feedback.handler';
import { IssueCompensationHandler } from './issue-compensation.handler';
import { MergeCaseHandler, ResumeCaseHandler } from './merge-case.handler';
import { NameRespondentHandler } from './name-respondent.handler';
import { OfferCompensationHandler } from './offer-compensation.handler';
import { OpenCaseHandler } from './open-case.handler';
import { ProposeResolutionPlanHandler } from './propose-resolution-plan.handler';
import { PublishResultHandler } from './publish-result.handler';
import { RecordCallBackHandler } from './record-call-back.handler';
import { RecordInvestigationActHandler } from './record-investigation-act.handler';
import { RecordProceedingHandler } from './record-proceeding.handler';
import { RecordSatisfactionHandler } from './record-satisfaction.handler';
import { RejectResolutionPlanHandler } from './reject-resolution-plan.handler';
import { ReopenCaseHandler } from './reopen-case.handler';
import { ReportProblemHandler } from './report-problem.handler';
import { SendMaterialsHandler } from './send-materials.handler';
import { SetTeamHandler } from './set-team.handler';
import { SolveProblemHandler } from './solve-problem.handler';
import { StartInvestigationHandler } from './start-investigation.handler';
import { ViewEvidenceHandler } from './view-evidence.handler';
import { WithdrawCaseHandler } from './withdraw-case.handler';
import { WithdrawEvidenceHandler } from './withdraw-evidence.handler';
import { WithdrawPublicationHandler } from './withdraw-publication.handler';

/** Every command of investigation. */
export const commandHandlers = [
  OpenCaseHandler,
  AssignCaseHandler,
  SetTeamHandler,
  StartInvestigationHandler,
  RecordInvestigationActHandler,
  NameRespondentHandler,
  ClearRespondentHandler,
  RecordProceedingHandler,
  ReportProblemHandler,
  SolveProblemHandler,
  CompleteInvestigationHandler,
  ProposeResolutionPlanHandler,
  ApproveResolutionPlanHandler,
  RejectResolutionPlanHandler,
  CompleteMeasureHandler,
  OfferCompensationHandler,
  AnswerCompensationHandler,
  IssueCompensationHandler,
  GiveFeedbackHandler,
  RecordSatisfactionHandler,
  RecordCallBackHandler,
  ReopenCaseHandler,
  PublishResultHandler,
  WithdrawPublicationHandler,
  EvaluateOutcomeHandler,
  CloseCaseHandler,
  WithdrawCaseHandler,
  AddEvidenceHandler,
  SendMaterialsHandler,
  ViewEvidenceHandler,
  WithdrawEvidenceHandler,
  MergeCaseHandler,
  ResumeCaseHandler,
];
