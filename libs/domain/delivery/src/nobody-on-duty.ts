import { happened, type Decider, type Message } from '@redress/kernel';
import type { Role } from '@redress/plan-rules';

interface Gap {
  readonly complaintId: string;
  readonly escalationId: string;
}

/** Records that an escalation reached roles which nobody holds now. */
export type RecordNobodyOnDuty = Message<'RecordNobodyOnDuty', Gap & { roles: readonly Role[]; at: string }>;
/** An escalation reached roles which nobody holds; escalation climbs (decisions.md 12). */
export type NobodyOnDuty = Message<'NobodyOnDuty', Gap & { roles: Role[]; noticedAt: string }>;

/** Whether the gap of an escalation was noticed. */
export interface DutyGap {
  readonly status: 'unnoticed' | 'noticed';
}

/** The alarm about one escalation that found nobody: raised once; a stream of its own per escalation. */
export const nobodyOnDutyDecider: Decider<DutyGap, RecordNobodyOnDuty, NobodyOnDuty, never> = {
  initial: { status: 'unnoticed' },
  decide: ({ data: { at, roles, ...gap } }, { status }) =>
    status === 'noticed'
      ? happened()
      : happened({ type: 'NobodyOnDuty', data: { ...gap, roles: [...roles], noticedAt: at } }),
  evolve: () => ({ status: 'noticed' }),
};
