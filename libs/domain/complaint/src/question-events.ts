import type { Message, Sealed } from '@redress/kernel';

interface OfComplaint {
  readonly complaintId: string;
}

/** The complainant is asked for what is missing; one question at a time. */
export type ComplainantAsked = Message<
  'ComplainantAsked',
  OfComplaint & {
    /** Counts the questions of a complaint from 1. */
    readonly questionNo: number;
    readonly question: Sealed;
    readonly askedAt: string;
    readonly askedBy: string;
    /** Until when an answer is waited for. */
    readonly answerBy: string;
    /** Whether the clocks stand until then. */
    readonly pausing: boolean;
  }
>;
/** The complainant answered; the words are in the exchange recorded with it. */
export type QuestionAnswered = Message<
  'QuestionAnswered',
  OfComplaint & {
    readonly questionNo: number;
    readonly answeredAt: string;
    readonly answeredBy: string;
    readonly late: boolean;
  }
>;

/** What happens to a question to the complainant. */
export type QuestionEvent = ComplainantAsked | QuestionAnswered;
