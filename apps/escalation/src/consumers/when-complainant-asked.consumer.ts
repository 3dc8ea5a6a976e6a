import type { ComplainantAsked, QuestionAnswered } from '@redress/contracts';
import { AwaitComplainantRequest } from '../commands/await-complainant.handler';
import { HearComplainantRequest } from '../commands/hear-complainant.handler';
import type { Heard } from './reaction';

/** A question stops the clocks, where the plan lets it. */
export const whenComplainantAsked = ({
  data: { complaintId, questionNo, askedAt, askedBy, answerBy, pausing },
  meta,
}: Heard<ComplainantAsked>): AwaitComplainantRequest | undefined =>
  pausing ? new AwaitComplainantRequest({ complaintId, questionNo, askedAt, askedBy, answerBy }, meta) : undefined;

/** The answer lets them run on. */
export const whenQuestionAnswered = ({
  data: { complaintId, questionNo, answeredAt, answeredBy },
  meta,
}: Heard<QuestionAnswered>): HearComplainantRequest =>
  new HearComplainantRequest({ complaintId, questionNo, answeredAt, answeredBy }, meta);
