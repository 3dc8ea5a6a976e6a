import type { Role } from '@redress/contracts';

/** The stages of a complaint, as the read model names them. */
export type Stage =
  'acceptance' | 'investigation' | 'resolutionPlan' | 'feedback' | 'outcomeEvaluation' | 'closing' | 'ended';

/** An escalation that waits. */
export interface OpenEscalation {
  readonly escalationId: string;
  readonly deadline?: string;
  readonly ladder: string;
  readonly step: number;
  readonly tell: readonly Role[];
}

/** A complaint as `GET /api/v1/complaints` and the event stream show it: what the demo uses of it. */
export interface ComplaintItem {
  readonly complaintId: string;
  readonly complaintNo: string;
  readonly status: string;
  readonly stage: Stage;
  readonly open: boolean;
  /** The round of handling; above 1 it was reopened. */
  readonly round: number;
  readonly category?: string;
  readonly level?: string;
  readonly priority?: string;
  readonly suspectedSevere: boolean;
  readonly nextDeadline?: string;
  readonly nextDueAt?: string;
  readonly overdue: readonly string[];
  readonly openEscalations: readonly OpenEscalation[];
  readonly escalationsRaised: number;
  readonly escalationsAcknowledged: number;
  readonly todo: readonly { readonly task: string; readonly for: readonly string[]; readonly measureNo?: number }[];
  readonly versions: readonly string[];
}
