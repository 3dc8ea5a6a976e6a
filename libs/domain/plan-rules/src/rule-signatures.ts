import type { HolidayCalendar } from '@redress/calendar';
import type {
  DeadlineKind,
  Facts,
  Grade,
  Impact,
  Level,
  LocalText,
  PlanDocument,
  Priority,
  Role,
} from './plan-document';

/** What a level rule reads. */
export interface ClassifyInput {
  readonly category: string;
  readonly facts: Facts;
  /** A person's assessment; without it the plan's impact rules decide. */
  readonly impact?: Impact;
}

/** Category, level, severity, impact and priority are five separate things (decisions.md 10). */
export interface Classification {
  readonly category: string;
  readonly level: Level;
  readonly severity: Grade;
  readonly impact: Impact;
  readonly priority: Priority;
  /** The level rule that decided; absent when none matched and the complaint is general. */
  readonly ruleId?: string;
  readonly because: LocalText;
}
export type Classify = (plan: PlanDocument, input: ClassifyInput) => Classification;

/** What the plan's word list reads out of a text. */
export interface FactProposals {
  readonly facts: Facts;
  /** The plan's words that led to the facts and the category. */
  readonly words: readonly string[];
  readonly category?: string;
}
export type ProposeFacts = (plan: PlanDocument, text: string) => FactProposals;

/** @returns the severe rule that the proposals would fire and the stated facts do not, or undefined (decisions.md 11). */
export type SuspectSevere = (
  plan: PlanDocument,
  input: ClassifyInput & { readonly proposals: FactProposals },
) => { readonly ruleId: string; readonly words: readonly string[] } | undefined;

/** What a deadline override may ask about a complaint; what is not known yet matches nothing. */
export interface Graded {
  readonly priority?: Priority;
  readonly level?: Level;
  readonly category?: string;
}

/** Why a deadline is when it is; the shape of the public DeadlineExplanation. */
export interface DeadlineExplanation {
  readonly rule: string;
  readonly within: string;
  readonly from: string;
  readonly calendarRef: string;
  readonly skippedDays: string[];
  readonly provisional: boolean;
  readonly pausedMs: number;
}
export interface Deadline {
  readonly dueAt: string;
  readonly explanation: DeadlineExplanation;
}
/** `from`: ISO-8601 instant of the event the deadline counts from. */
export type DeadlineOf = (
  plan: PlanDocument,
  calendar: HolidayCalendar,
  kind: DeadlineKind,
  from: string,
  graded: Graded,
) => Deadline;
/** The acceptance promise: `deadline(…, 'acceptance', …).dueAt` (decisions.md 9). */
export type AcceptBy = (plan: PlanDocument, calendar: HolidayCalendar, receivedAt: string, graded: Graded) => string;
/** The same deadline after its clock stood still for `pausedMs` more milliseconds. */
export type Prolonged = (
  plan: PlanDocument,
  calendar: HolidayCalendar,
  deadline: Deadline,
  pausedMs: number,
) => Deadline;

/** One step of a ladder with its moment. */
export interface StepTime {
  /** Index on the ladder, from 0. */
  readonly step: number;
  /** ISO-8601 instant. */
  readonly at: string;
  readonly tell: readonly Role[];
  readonly acknowledgeWithinMs?: number;
  readonly repeatMs?: number;
}
/** A ladder's moments in order of the steps. `dueAt` is absent on the severe ladder. */
export type StepTimes = (
  plan: PlanDocument,
  calendar: HolidayCalendar,
  ladder: 'default' | 'severe',
  span: { readonly startedAt: string; readonly dueAt?: string },
) => readonly StepTime[];

/** The role that must approve a proposal of these measures, or undefined when the plan asks for none. */
export type ApproverFor = (
  plan: PlanDocument,
  measures: readonly { readonly kind: string; readonly amountYuan?: number }[],
  graded?: Graded & { readonly impact?: Impact; readonly severity?: Grade },
) => Role | undefined;

/** 64-bit similarity hash of a text, 16 hex digits (decisions.md 15). */
export type TextSignature = (text: string) => string;
