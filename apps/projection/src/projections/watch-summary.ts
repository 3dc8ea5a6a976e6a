import type { DeadlineKind } from '@redress/contracts';
import type { ComplaintSection } from './complaint-section';
import { isFollowed, isOpen, type Status } from './stage';
import type { Deadline, Escalation, WatchSection } from './watch-section';

/** What says which deadline is next. */
interface Clocked {
  readonly complaint?: ComplaintSection;
  readonly watch?: WatchSection;
}

const byDueTime = ([a, one]: [string, Deadline], [b, other]: [string, Deadline]): number =>
  `${one.dueAt} ${a}` < `${other.dueAt} ${b}` ? -1 : 1;

/** After every real due time. */
export const never = '9999-12-31T23:59:59.999Z';

const deadlinesIn = (
  watch: WatchSection | undefined,
  holds: (deadline: Deadline) => boolean,
): [DeadlineKind, Deadline][] =>
  (Object.entries(watch?.deadlines ?? {}) as [DeadlineKind, Deadline][])
    .filter(([, deadline]) => holds(deadline))
    .sort(byDueTime);

const isOverdue = ({ state, breachedAt }: Deadline): boolean =>
  breachedAt !== undefined && (state === 'running' || state === 'paused');

/** Escalations that still wait: their deadline is open and nobody has taken them. */
export const openEscalationsOf = (watch: WatchSection | undefined): Escalation[] =>
  (watch?.closedAt === undefined ? (watch?.escalations ?? []) : []).filter(({ state, deadline }) => {
    const of = deadline && watch?.deadlines[deadline];
    return state === 'open' && (!of || of.state === 'running' || of.state === 'paused');
  });

/** Until escalation has spoken, the promise made at registration is the next deadline. */
export const nextDeadlineOf = ({ complaint, watch }: Clocked, status: Status) => {
  if (!isFollowed(status)) return {};
  const [next] = deadlinesIn(watch, ({ state }) => state === 'running');
  if (next) return { nextDeadline: next[0], nextDueAt: next[1].dueAt };
  const promised = isOpen(status) && status !== 'accepted' && watch?.deadlines.acceptance === undefined;
  const acceptBy = promised ? complaint?.registration?.acceptBy : undefined;
  return acceptBy === undefined ? {} : { nextDeadline: 'acceptance' as const, nextDueAt: acceptBy };
};

/** What lists know of the clocks. */
export const fromWatch = (watch: WatchSection | undefined, openEscalations: Escalation[]) => ({
  overdue: deadlinesIn(watch, isOverdue).map(([kind]) => kind),
  paused: deadlinesIn(watch, ({ state }) => state === 'paused').map(([kind]) => kind),
  openEscalations,
  escalationsRaised: watch?.raised ?? 0,
  escalationsAcknowledged: watch?.acknowledged ?? 0,
});
