import type { StoredCommit } from '@redress/event-store';
import type { WatchEvent } from '@redress/watch';

/** Half a round trip to the database at most: how far two ideas of its time differ. Milliseconds. */
const clockErrorMs = 250;

interface Clock {
  dueAt: string;
  isOpen: boolean;
  isPaused: boolean;
  breaches: number;
}

/** How late a breach may be noticed, given when it was due. Milliseconds; Infinity where faults excuse it. */
export type Punctuality = (dueAt: number) => number;

interface Walk {
  readonly streamId: string;
  readonly clocks: Map<string, Clock>;
  readonly raised: Set<string>;
  readonly violations: string[];
  isClosed: boolean;
}

type Breached = Extract<WatchEvent, { type: 'DeadlineBreached' }>;

const breached = (walk: Walk, { data }: Breached, recordedAt: string, lateness: Punctuality): void => {
  const { deadline, dueAt, noticedAt } = data;
  const name = `${walk.streamId} ${deadline}`;
  const clock = walk.clocks.get(deadline);
  const [due, noticed, recorded] = [dueAt, noticedAt, recordedAt].map((at) => Date.parse(at)) as [
    number,
    number,
    number,
  ];
  if (!clock) return void walk.violations.push(`${name} was breached and never started`);
  clock.breaches += 1;
  if (clock.breaches > 1) walk.violations.push(`${name} was breached twice`);
  if (!clock.isOpen || clock.isPaused) walk.violations.push(`${name} was breached while it did not run`);
  if (clock.dueAt !== dueAt) walk.violations.push(`${name} was breached at ${dueAt} and is due at ${clock.dueAt}`);
  if (noticed < due || recorded < due - clockErrorMs)
    walk.violations.push(`${name} was breached ${due - Math.min(noticed, recorded)} ms before it was due`);
  if (recorded - due > lateness(due)) walk.violations.push(`${name} was noticed ${recorded - due} ms late`);
};

type Handled<T extends WatchEvent['type']> = (walk: Walk, data: Extract<WatchEvent, { type: T }>['data']) => void;

const stages = ['acceptance', 'investigation', 'resolutionPlan', 'feedback', 'outcomeEvaluation'];
const stagesFrom = (stage: string): string[] => stages.slice(stages.indexOf(stage));

const clockOf = ({ clocks }: Walk, deadline: string): Partial<Clock> => clocks.get(deadline) ?? {};

/** What each event does to the clocks, as a reader of the stream sees it. */
const effects: { readonly [T in WatchEvent['type']]?: Handled<T> } = {
  DeadlineStarted: (walk, { deadline, dueAt }) => {
    const { breaches = 0 } = clockOf(walk, deadline);
    walk.clocks.set(deadline, { dueAt, isOpen: true, isPaused: false, breaches });
  },
  DeadlinePaused: (walk, { deadline }) => Object.assign(clockOf(walk, deadline), { isPaused: true }),
  DeadlineResumed: (walk, { deadline, dueAt }) => Object.assign(clockOf(walk, deadline), { isPaused: false, dueAt }),
  DeadlineMet: (walk, { deadline }) => Object.assign(clockOf(walk, deadline), { isOpen: false }),
  DeadlineCancelled: (walk, { deadline }) => Object.assign(clockOf(walk, deadline), { isOpen: false }),
  EscalationRaised: (walk, { escalationId }) => {
    if (walk.raised.has(escalationId)) walk.violations.push(`${escalationId} was raised twice`);
    walk.raised.add(escalationId);
  },
  WatchClosed: (walk) => {
    walk.isClosed = true;
  },
  WatchReopened: (walk, { stage }) => {
    walk.isClosed = false;
    for (const again of stagesFrom(stage)) Object.assign(clockOf(walk, again), { breaches: 0 });
  },
};

const step = (walk: Walk, event: WatchEvent, recordedAt: string, lateness: Punctuality): void => {
  const { type, data } = event;
  const isAlarm = type === 'DeadlineBreached' || type === 'EscalationRaised';
  if (walk.isClosed && isAlarm) walk.violations.push(`${walk.streamId}: ${type} after it was closed`);
  if (type === 'DeadlineBreached') breached(walk, event, recordedAt, lateness);
  else (effects[type] as Handled<typeof type> | undefined)?.(walk, data);
};

/** Deadlines that were breached too early, too late, twice, or while they did not run; escalations raised twice. */
export const deadlineViolations = (commits: readonly StoredCommit[], lateness: Punctuality): string[] => {
  const walks = new Map<string, Walk>();
  for (const { streamId, events, recordedAt } of commits) {
    const walk = walks.get(streamId) ?? {
      streamId,
      clocks: new Map<string, Clock>(),
      raised: new Set<string>(),
      violations: [],
      isClosed: false,
    };
    walks.set(streamId, walk);
    for (const event of events) step(walk, event as unknown as WatchEvent, recordedAt, lateness);
  }
  return [...walks.values()].flatMap(({ violations }) => violations);
};
