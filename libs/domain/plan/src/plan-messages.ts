import type { Message } from '@redress/kernel';
import type { PlanDocument } from '@redress/plan-rules';

/** Puts a new version of the plan in force; the candidate is checked by the decider, whoever checked it before. */
export type PublishPlan = Message<
  'PublishPlan',
  {
    readonly document: unknown;
    /** The edition of the national calendar the version counts with. */
    readonly calendarRef: string;
    readonly publishedBy: string;
    readonly at: string;
  }
>;

/** Takes a version out of force for new complaints. */
export type RetirePlan = Message<
  'RetirePlan',
  { readonly planVersion: number; readonly reason?: string; readonly at: string }
>;

/** A plan version is in force from its effective date on; it carries the whole plan (decisions.md 8). */
export type PlanPublished = Message<
  'PlanPublished',
  {
    readonly planId: string;
    /** Counts the versions of the plan from 1. */
    readonly planVersion: number;
    /** ISO-8601 UTC: the first moment of the effective date, or the publication when that came later the same day. */
    readonly effectiveFrom: string;
    readonly publishedAt: string;
    readonly publishedBy: string;
    readonly calendarRef: string;
    readonly document: PlanDocument;
  }
>;

/** A plan version no longer governs new complaints. */
export type PlanRetired = Message<
  'PlanRetired',
  {
    readonly planId: string;
    readonly planVersion: number;
    readonly retiredAt: string;
    readonly reason?: string;
  }
>;

export type PlanCommand = PublishPlan | RetirePlan;
export type PlanEvent = PlanPublished | PlanRetired;
