import type { Duty, Locale, Roster, Turn } from '@redress/delivery';
import type { Role } from '@redress/plan-rules';
import type { Contact } from '../channels/channel';
import { standingEntryIdOf } from './site-ids';

/** A member of the first staff, on duty for these roles at all times. */
export interface StandingStaff {
  readonly staffId: string;
  readonly name: string;
  readonly roles: readonly Role[];
  readonly email?: string;
  readonly locale: Locale;
}

/** Standing turns have always begun; no turn that a person assigns has this beginning. */
const always = '1970-01-01T00:00:00.000Z';

const same = (turn: Turn, { roles, locale }: StandingStaff): boolean =>
  turn.duty.locale === locale && [...turn.duty.roles].sort().join() === [...roles].sort().join();

/**
 * What must change so that a member of staff has exactly one standing turn, the one asked for.
 * A turn that was ended never comes back: the next one of the same roles is another turn.
 */
export const standingTurnsOf = (
  roster: Roster,
  siteId: string,
  member: StandingStaff,
): {
  readonly outdated: string[];
  readonly wanted?: { readonly duty: Omit<Duty, 'personId' | 'contact'>; readonly contact: Contact };
} => {
  const standing = roster.turns.filter(({ duty }) => duty.staffId === member.staffId && duty.from === always);
  const open = standing.filter(({ status }) => status === 'assigned');
  const outdated = open.filter((turn) => !same(turn, member)).map(({ duty }) => duty.entryId);
  if (open.some((turn) => same(turn, member))) return { outdated };
  const { staffId, name, roles, email, locale } = member;
  const entryId = standingEntryIdOf(siteId, staffId, standing.length);
  return {
    outdated,
    wanted: { duty: { entryId, staffId, roles, locale, from: always }, contact: { name, ...(email && { email }) } },
  };
};
