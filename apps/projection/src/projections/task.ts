import type { Role } from '@redress/contracts';

/** Something that somebody must do now. */
export const tasks = [
  'verify',
  'accept',
  'decline',
  'confirmLevel',
  'assign',
  'startInvestigation',
  'hearComplainant',
  'hearRespondent',
  'completeInvestigation',
  'proposeResolutionPlan',
  'approveResolutionPlan',
  'completeMeasure',
  'followUpOffer',
  'issueCompensation',
  'giveFeedback',
  'callBack',
  'evaluateOutcome',
  'close',
  'solveProblem',
  'publishResult',
  'acknowledge',
] as const;
export type Task = (typeof tasks)[number];

/** A task, and for whom: `role:<role>` or `staff:<id>`, any of them. */
export interface Todo {
  readonly task: Task;
  readonly for: string[];
  /** What is to be acknowledged. */
  readonly escalationId?: string;
  /** Which measure is to be done, counted from 1. */
  readonly measureNo?: number;
  /** Which offer is to be answered or issued. */
  readonly offerNo?: number;
  /** Which problem that supervision found. */
  readonly problemNo?: number;
  /** By when, where that is not the stage's own deadline. */
  readonly by?: string;
}

/** How a worklist names a role. */
export const forRole = (role: Role): string => `role:${role}`;

/** How a worklist names a person. */
export const forStaff = (staffId: string): string => `staff:${staffId}`;

/** A task for these, any of them. */
export const todo = (task: Task, ...whom: string[]): Todo => ({ task, for: whom });
