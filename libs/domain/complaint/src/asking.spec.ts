import { chinaCalendar } from '@redress/calendar';
import type { PlanDocument } from '@redress/plan-rules';
import { samplePlan, spec } from '@redress/testing';
import { mostQuestions } from './asking';
import { complaintDecider } from './complaint';
import type { AskComplainant, RecordCommunication } from './complaint-commands';
import type { ComplainantAsked, Communication, ComplaintEvent, QuestionAnswered } from './complaint-events';
import { classified, clerk, complaintId, registered, sealed } from './spec-kit/sample-complaint';

const given = spec(complaintDecider);
const day = (no: number): string => `2026-12-${String(no).padStart(2, '0')}T03:00:00.000Z`;
const plan: PlanDocument = {
  ...(samplePlan as unknown as PlanDocument),
  questions: { answerWithin: 'PT48H', pausing: 1 },
};

const ask = (at: string, pause = true): AskComplainant => ({
  type: 'AskComplainant',
  data: { complaintId, question: sealed, pause, plan, calendar: chinaCalendar, at, by: clerk },
});
const asked = (questionNo: number, from: number, pausing: boolean): ComplainantAsked => ({
  type: 'ComplainantAsked',
  data: {
    complaintId,
    questionNo,
    question: sealed,
    askedAt: day(from),
    askedBy: clerk,
    answerBy: day(from + 2),
    pausing,
  },
});
const words: Communication = {
  direction: 'in',
  medium: 'web',
  occurredAt: day(2),
  reached: true,
  confirmed: false,
  content: sealed,
};
const say = (questionNo: number, at = day(2), communication = words): RecordCommunication => ({
  type: 'RecordCommunication',
  data: { complaintId, communication, questionNo, at, by: 'visitor' },
});
const said = (at = day(2)): ComplaintEvent => ({
  type: 'CommunicationRecorded',
  data: { complaintId, ...words, recordedAt: at, recordedBy: 'visitor' },
});
const answered = (at = day(2), late = false): QuestionAnswered => ({
  type: 'QuestionAnswered',
  data: { complaintId, questionNo: 1, answeredAt: at, answeredBy: 'visitor', late },
});
const onRecord = [registered(), classified()];

describe('asking the complainant for what is missing (R-014)', () => {
  it('says until when the plan waits for the answer, and that the clocks stand', () =>
    given(...onRecord)
      .when(ask(day(1)))
      .then(asked(1, 1, true)));

  it('leaves the clocks running where that is not wanted, or the plan has had enough of it', () => {
    given(...onRecord)
      .when(ask(day(1), false))
      .then(asked(1, 1, false));
    given(...onRecord, asked(1, 1, true), said(), answered())
      .when(ask(day(3)))
      .then(asked(2, 3, false));
    given(...onRecord, asked(1, 1, false), said(), answered())
      .when(ask(day(3)))
      .then(asked(2, 3, true));
  });

  it('asks one question at a time, another one once the time of the last is over', () => {
    given(...onRecord, asked(1, 1, true))
      .when(ask(day(2)))
      .thenRefused('question-open');
    given(...onRecord, asked(1, 1, true))
      .when(ask(day(3)))
      .then(asked(2, 3, false));
  });

  it('asks of what is on record and not over, and not for ever', () => {
    given()
      .when(ask(day(1)))
      .thenRefused('complaint-not-registered');
    const withdrawn: ComplaintEvent = {
      type: 'ComplaintWithdrawn',
      data: { complaintId, withdrawnAt: day(1), withdrawnBy: 'visitor' },
    };
    given(...onRecord, withdrawn)
      .when(ask(day(1)))
      .thenRefused('complaint-withdrawn');
    const many = Array.from({ length: mostQuestions }, (_, index) => asked(index + 1, 1, false));
    given(...onRecord, ...many)
      .when(ask(day(9)))
      .thenRefused('too-many-questions');
    given(...onRecord, ...many.slice(1))
      .when(ask(day(9)))
      .then(asked(mostQuestions, 9, true));
  });
});

describe('the answer', () => {
  it('is an exchange like any other, and ends the question once', () => {
    given(...onRecord, asked(1, 1, true))
      .when(say(1))
      .then(said(), answered());
    given(...onRecord, asked(1, 1, true), said(), answered())
      .when(say(1))
      .then(said());
  });

  it('counts as late after its time', () =>
    given(...onRecord, asked(1, 1, true))
      .when(say(1, day(4)))
      .then(said(day(4)), answered(day(4), true)));

  it('answers a question that was asked, and comes from the complainant', () => {
    given(...onRecord, asked(1, 1, true))
      .when(say(2))
      .thenRefused('question-unknown');
    given(...onRecord, asked(1, 1, true))
      .when(say(1, day(2), { ...words, direction: 'out' }))
      .thenRefused('answer-is-outgoing');
  });
});
