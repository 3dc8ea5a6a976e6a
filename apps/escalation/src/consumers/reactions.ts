import type { CommandMeta, Committed } from '@redress/command-handling';
import type { Command } from '@nestjs/cqrs';
import type { PublishedCommit } from '@redress/kernel';
import type { Heard } from './reaction';
import { whenCaseAssigned } from './when-case-assigned.consumer';
import { whenCaseReopened } from './when-case-reopened.consumer';
import { whenComplainantAsked, whenQuestionAnswered } from './when-complainant-asked.consumer';
import { whenComplaintClassified } from './when-complaint-classified.consumer';
import { whenComplaintUnmerged } from './when-complaint-unmerged.consumer';
import { whenComplaintRegistered } from './when-complaint-registered.consumer';
import { whenReached } from './when-milestone-reached.consumer';
import { whenDeliveryGivenUp, whenNobodyOnDuty } from './when-nobody-was-reached.consumer';
import { whenSevereSuspected } from './when-severe-suspected.consumer';

type AnyReaction = (heard: Heard<never>) => Command<Committed> | undefined;

/** What the service does about each foreign event, by context and type; the rest is nothing to it. */
const reactions: Readonly<Record<string, AnyReaction>> = {
  'intake.ComplaintRegistered': whenComplaintRegistered,
  'intake.ComplaintClassified': whenComplaintClassified,
  'intake.SevereSuspected': whenSevereSuspected,
  'intake.ComplaintAccepted': whenReached('accepted', 'acceptedAt'),
  'intake.ComplaintDeclined': whenReached('declined', 'declinedAt'),
  'intake.ComplaintTransferred': whenReached('transferred', 'transferredAt'),
  'intake.ComplainantAsked': whenComplainantAsked,
  'intake.QuestionAnswered': whenQuestionAnswered,
  'intake.ComplaintSettled': whenReached('settled', 'settledAt'),
  'intake.ComplaintWithdrawn': whenReached('withdrawn', 'withdrawnAt'),
  'intake.ComplaintMerged': whenReached('merged', 'mergedAt'),
  'intake.ComplaintUnmerged': whenComplaintUnmerged,
  'investigation.CaseAssigned': whenCaseAssigned,
  'investigation.InvestigationCompleted': whenReached('investigationCompleted', 'completedAt'),
  'investigation.ResolutionPlanAdopted': whenReached('resolutionPlanAdopted', 'adoptedAt'),
  'investigation.FeedbackGiven': whenReached('feedbackGiven', 'givenAt'),
  'investigation.OutcomeEvaluated': whenReached('outcomeEvaluated', 'evaluatedAt'),
  'investigation.CaseClosed': whenReached('closed', 'closedAt'),
  'investigation.CaseReopened': whenCaseReopened,
  'notification.NobodyOnDuty': whenNobodyOnDuty,
  'notification.DeliveryGivenUp': whenDeliveryGivenUp,
};

/** The commands that follow from a commit, in the order of its events. The messages kept their contracts when they came. */
export const commandsFor = (
  { envelope, events }: PublishedCommit,
  metaOf: (index: number) => CommandMeta,
): Command<Committed>[] =>
  events.flatMap(({ type, data }, index) => {
    const react = reactions[`${envelope.context}.${type}`];
    return react?.({ data: data as never, envelope, beside: events, meta: metaOf(index) }) ?? [];
  });
