import { happened, refuse, type Decider, type Decision, type Message, type Sealed } from '@redress/kernel';
import type { Role } from '@redress/plan-rules';
import type { Locale } from './locale';

interface Entry {
  /** Caller-made, so that the same assignment sent twice stays one. */
  readonly entryId: string;
}

/** A turn of duty: who holds which roles, from when, until when (open where absent). */
export interface Duty extends Entry {
  readonly staffId: string;
  /** The person whose key seals the contact. */
  readonly personId: string;
  readonly roles: readonly Role[];
  readonly locale: Locale;
  readonly from: string;
  /** The first instant at which the duty is over. */
  readonly until?: string;
  /** `{ name, email?, webhook?: { url, secret }, … }`: how the person is reached, by channel. */
  readonly contact: Sealed;
}

/** Puts somebody on duty. */
export type AssignDuty = Message<'AssignDuty', Duty>;
/** Ends a turn of duty before its time, or one that is open. */
export type EndDuty = Message<'EndDuty', Entry & { at: string }>;
/** Everything a roster can be asked to do. */
export type RosterCommand = AssignDuty | EndDuty;

/** Somebody is on duty for roles from a moment on. */
export type DutyAssigned = Message<'DutyAssigned', Omit<Duty, 'roles'> & { roles: Role[] }>;
/** A turn of duty is over. */
export type DutyEnded = Message<'DutyEnded', Entry & { endedAt: string }>;
/** Everything that can happen to a roster. */
export type RosterEvent = DutyAssigned | DutyEnded;

/** Why a roster says no. */
export type RosterRefusal = 'duty-without-roles' | 'duty-ends-before-it-begins' | 'duty-id-taken' | 'duty-unknown';

/** A turn of duty as it stands. */
export type Turn =
  | { readonly status: 'assigned'; readonly duty: Duty }
  | { readonly status: 'ended'; readonly duty: Duty; readonly endedAt: string };

/** The duty roster of a site, in the order of assignment. */
export interface Roster {
  readonly turns: readonly Turn[];
}

type Decided = Decision<RosterEvent, RosterRefusal>;

const turnOf = (roster: Roster, entryId: string): Turn | undefined =>
  roster.turns.find(({ duty }) => duty.entryId === entryId);

/** The contact is left out: sealing the same words twice gives other bytes. */
const sameDuty = (one: Duty, other: Duty): boolean =>
  one.staffId === other.staffId &&
  one.from === other.from &&
  one.until === other.until &&
  one.locale === other.locale &&
  [...one.roles].sort().join() === [...other.roles].sort().join();

const assign = ({ data: duty }: AssignDuty, roster: Roster): Decided => {
  const known = turnOf(roster, duty.entryId);
  if (known) return sameDuty(known.duty, duty) ? happened() : refuse('duty-id-taken');
  if (duty.roles.length === 0) return refuse('duty-without-roles');
  if (duty.until && Date.parse(duty.until) <= Date.parse(duty.from)) return refuse('duty-ends-before-it-begins');
  return happened({ type: 'DutyAssigned', data: { ...duty, roles: [...duty.roles] } });
};

const end = ({ data: { entryId, at } }: EndDuty, roster: Roster): Decided => {
  const turn = turnOf(roster, entryId);
  if (!turn) return refuse('duty-unknown');
  return turn.status === 'ended' ? happened() : happened({ type: 'DutyEnded', data: { entryId, endedAt: at } });
};

const evolve = (roster: Roster, { type, data }: RosterEvent): Roster => {
  switch (type) {
    case 'DutyAssigned':
      return { turns: [...roster.turns, { status: 'assigned', duty: data }] };
    case 'DutyEnded':
      return {
        turns: roster.turns.map((turn) =>
          turn.duty.entryId === data.entryId ? { status: 'ended', duty: turn.duty, endedAt: data.endedAt } : turn,
        ),
      };
  }
};

const covers = (turn: Turn, at: number): boolean => {
  if (at < Date.parse(turn.duty.from)) return false;
  if (turn.status === 'ended' && at >= Date.parse(turn.endedAt)) return false;
  return turn.duty.until === undefined || at < Date.parse(turn.duty.until);
};

/**
 * Who holds a role at an instant (ISO-8601 UTC), each person once, in the order of assignment.
 * A turn covers its `from` and does not cover its `until` nor the instant it was ended.
 */
export const onDuty = (roster: Roster, role: Role, at: string): readonly Duty[] => {
  const instant = Date.parse(at);
  const byStaff = new Map<string, Duty>();
  for (const turn of roster.turns) {
    const { duty } = turn;
    // The latest contact of a person counts, at the place of the first turn.
    if (duty.roles.includes(role) && covers(turn, instant)) byStaff.set(duty.staffId, duty);
  }
  return [...byStaff.values()];
};

/** Who is on duty for what and when; stream `roster-<uuid of the site>`. */
export const rosterDecider: Decider<Roster, RosterCommand, RosterEvent, RosterRefusal> = {
  initial: { turns: [] },
  decide: (command, roster) => (command.type === 'AssignDuty' ? assign(command, roster) : end(command, roster)),
  evolve,
};
