import { onDuty, type Duty, type Locale, type Roster } from '@redress/delivery';
import type { Role } from '@redress/plan-rules';

/** A person to be told. Without a turn of duty they are known by name alone: their inbox can be reached, no contact. */
export interface Recipient {
  readonly staffId: string;
  readonly locale: Locale;
  readonly role: Role;
  readonly duty?: Duty;
}

/** Who an escalation is for. */
export interface Addressees {
  readonly tell: readonly Role[];
  /** The handler of the case, by name. */
  readonly handlerId?: string;
}

const named = (roster: Roster, handlerId: string): Recipient => {
  const staffId = handlerId.replace(/^staff:/, '');
  const duty = roster.turns.findLast((turn) => turn.duty.staffId === staffId)?.duty;
  return { staffId, locale: duty?.locale ?? 'zh-CN', role: 'handler', ...(duty && { duty }) };
};

const holding = (roster: Roster, role: Role, at: string): Recipient[] =>
  onDuty(roster, role, at).map((duty) => ({ staffId: duty.staffId, locale: duty.locale, role, duty }));

/**
 * The people behind the roles, each once, under the first role that reaches them: whoever is on duty at the instant.
 * `handler` means the handler of the case, on duty or not; while the case has none, whoever is on duty to handle.
 */
export const resolveRecipients = (roster: Roster, { tell, handlerId }: Addressees, at: string): Recipient[] => {
  const byStaff = new Map<string, Recipient>();
  for (const role of tell) {
    const found = role === 'handler' && handlerId ? [named(roster, handlerId)] : holding(roster, role, at);
    for (const recipient of found) if (!byStaff.has(recipient.staffId)) byStaff.set(recipient.staffId, recipient);
  }
  return [...byStaff.values()];
};
