import { IsIn, IsInt, IsISO8601, IsOptional, IsString, Matches, Max, MaxLength, Min } from 'class-validator';

/** The plan's five stage deadlines. */
export const deadlineKinds = [
  'acceptance',
  'investigation',
  'resolutionPlan',
  'feedback',
  'outcomeEvaluation',
] as const;
export type DeadlineKind = (typeof deadlineKinds)[number];

/** The stages at which a reopened case can go on. */
export const reopenedStages = ['investigation', 'resolutionPlan'] as const satisfies readonly DeadlineKind[];
export type ReopenedStage = (typeof reopenedStages)[number];

export const channels = ['web', 'hotline', 'receivingPoint', 'letterBox', 'post', 'email', 'import'] as const;
export type IntakeChannel = (typeof channels)[number];

export const levels = ['severe', 'general', 'suggestion'] as const;
export type ComplaintLevel = (typeof levels)[number];

export const impacts = ['individual', 'group', 'site', 'public'] as const;
export type Impact = (typeof impacts)[number];

export const priorities = ['P1', 'P2', 'P3', 'P4'] as const;
export type Priority = (typeof priorities)[number];

export const locales = ['zh-CN', 'en'] as const;
export type Locale = (typeof locales)[number];

/** Roles staff can hold; the plan's ladders, steps and approvals name them. */
export const roles = [
  'clerk',
  'handler',
  'investigator',
  'teamLead',
  'siteDirector',
  'dutyManager',
  'commander',
  'planner',
  'headquarters',
  'auditor',
  'admin',
] as const;
export type Role = (typeof roles)[number];

/** Personal data, sealed under the key of one person. */
export class SealedData {
  /** The personId whose key opens it. */
  @IsString() @MaxLength(64) keyRef: string;
  /** `v1.<iv>.<ciphertext>.<tag>`, base64url. */
  @Matches(/^v1\.[\w-]+\.[\w-]*\.[\w-]+$/) @MaxLength(131_072) sealed: string;
}

/** A sentence for people, in the languages of the product. */
export class LocalText {
  @IsString() @MaxLength(500) zh: string;
  @IsOptional() @IsString() @MaxLength(500) en?: string;
}

/** Facts a complaint states in structured form; counts of persons unless said. */
export class ComplaintFacts {
  /** Dead, the missing included. */
  @IsOptional() @IsInt() @Min(0) @Max(100_000) deaths?: number;
  @IsOptional() @IsInt() @Min(0) @Max(100_000) seriousInjuries?: number;
  @IsOptional() @IsInt() @Min(0) @Max(100_000) illPeople?: number;
  @IsOptional() @IsInt() @Min(0) @Max(1_000_000) affectedPeople?: number;
  @IsOptional() @IsInt() @Min(0) @Max(1_000_000) strandedVisitors?: number;
  @IsOptional() @IsInt() @Min(0) @Max(10_000) strandedHours?: number;
  @IsOptional() @IsInt() @Min(0) @Max(1_000_000_000) directLossYuan?: number;
  /** 1 when somebody is in danger now, else 0. */
  @IsOptional() @IsInt() @Min(0) @Max(1) dangerNow?: number;
}

export const measureKinds = ['compensation', 'apology', 'correctiveMeasure', 'explanation'] as const;

/** How a compensation is given: money back, money besides, a voucher or ticket, a gift, another service. */
export const compensationForms = ['refund', 'payment', 'voucher', 'gift', 'serviceRecovery'] as const;

/** One part of a resolution plan, or of a settlement on the spot. */
export class Measure {
  @IsIn(measureKinds) kind: (typeof measureKinds)[number];
  /** Yuan, compensation only. */
  @IsOptional() @IsInt() @Min(0) @Max(100_000_000) amountYuan?: number;
  /** Compensation only. */
  @IsOptional() @IsIn(compensationForms) form?: (typeof compensationForms)[number];
  /** Code of the department that puts it right. */
  @IsOptional() @IsString() @MaxLength(60) department?: string;
  /** Staff id of whoever carries it out; the handler of the case where nobody is named. */
  @IsOptional() @IsString() @MaxLength(80) responsible?: string;
  /** By when. */
  @IsOptional() @IsISO8601() dueAt?: string;
}
