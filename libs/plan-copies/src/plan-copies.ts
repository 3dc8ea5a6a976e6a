import { TransientFault } from '@redress/kernel';

/** One published plan version, as a service keeps it (decisions.md 8). */
export interface PlanCopy<TDocument extends object = object> {
  /** `planId@version`. */
  readonly planRef: string;
  readonly siteId: string;
  readonly planId: string;
  readonly planVersion: number;
  readonly effectiveFrom: string;
  readonly publishedAt: string;
  readonly retiredAt?: string;
  readonly calendarRef: string;
  readonly document: TDocument;
}

/** The plans a service has heard of, from PlanPublished and PlanRetired. */
export interface PlanCopies<TDocument extends object = object> {
  /** Keeps a copy; the same version again changes nothing. */
  keep(copy: PlanCopy<TDocument>): Promise<void>;
  retire(siteId: string, planRef: string, retiredAt: string): Promise<void>;
  /** The version asked for. @throws UnknownPlan (a TransientFault: the key waits, never "the latest"). */
  get(siteId: string, planRef: string): Promise<PlanCopy<TDocument>>;
  /** The version in force for a site at a moment: newest effective, not retired. @throws UnknownPlan when none is. */
  inForce(siteId: string, at: string): Promise<PlanCopy<TDocument>>;
}

/** A plan has not arrived: the work that needs it waits, with its key (decisions.md 8). */
export class UnknownPlan extends TransientFault {
  constructor(message: string) {
    super(message);
    this.name = 'UnknownPlan';
  }
}
