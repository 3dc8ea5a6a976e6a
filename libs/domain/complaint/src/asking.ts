import { happened, refuse, type Decision } from '@redress/kernel';
import { mayPause, questionAnswerBy } from '@redress/plan-rules';
import type { AskComplainant, ComplaintRefusal } from './complaint-commands';
import type { ComplaintEvent, QuestionAnswered } from './complaint-events';
import type { Complaint, Question, RegisteredComplaint } from './complaint-state';
import { refusedWhen } from './refused-when';

/** Most questions on one complaint: nobody is asked for ever. */
export const mostQuestions = 20;

/** A question that nobody answered in time is over: another one may be asked. */
const isWaiting = ({ answerBy, answered }: Question, at: string): boolean =>
  !answered && Date.parse(answerBy) > Date.parse(at);

/** Why nothing more is asked about a complaint; what is accepted is being handled. */
const hindrance = (state: Complaint): ComplaintRefusal | undefined =>
  state.status === 'registered' || state.status === 'verified' || state.status === 'accepted'
    ? undefined
    : refusedWhen[state.status];

/**
 * Asks the complainant for what is missing, one question at a time. The plan says until when an answer is waited
 * for, and how many questions may stop the clocks: one more is asked while they run.
 */
export const askComplainant = (
  { data: { complaintId, question, pause, plan, calendar, at, by } }: AskComplainant,
  state: Complaint,
): Decision<ComplaintEvent, ComplaintRefusal> => {
  const refusal = hindrance(state);
  if (refusal) return refuse(refusal);
  const { questions } = state as RegisteredComplaint;
  const last = questions.at(-1);
  if (last && isWaiting(last, at))
    return refuse('question-open', { questionNo: questions.length, answerBy: last.answerBy });
  if (questions.length >= mostQuestions) return refuse('too-many-questions', { most: mostQuestions });
  const paused = questions.filter(({ pausing }) => pausing).length;
  return happened({
    type: 'ComplainantAsked',
    data: {
      complaintId,
      questionNo: questions.length + 1,
      question,
      askedAt: at,
      askedBy: by,
      answerBy: questionAnswerBy(plan, calendar, at),
      pausing: pause && mayPause(plan, paused),
    },
  });
};

/** What an exchange that answers a question adds: nothing where it was answered before. */
export const answerTo = (
  { complaintId, questionNo, at, by }: { complaintId: string; questionNo: number; at: string; by: string },
  question: Question,
): QuestionAnswered[] => {
  if (question.answered) return [];
  const late = Date.parse(at) > Date.parse(question.answerBy);
  return [{ type: 'QuestionAnswered', data: { complaintId, questionNo, answeredAt: at, answeredBy: by, late } }];
};
