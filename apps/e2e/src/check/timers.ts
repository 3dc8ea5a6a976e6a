import Redis from 'ioredis';
import type { Stack } from '../stack';
import type { Everything } from './everything';
import type { RawEvent, Stores } from './stores';

/** A stage's deadline as its events tell. */
interface Deadline {
  readonly dueAt: number;
  readonly open: boolean;
}

/** How late, in real time, an unmet deadline may be noticed while nothing is broken; a sweep comes every 30 s. */
const lateMs = 40_000;

/** From when to when, in real milliseconds from now, a timer must lie in Redis; a sweep brings it within 30 s. */
const armed = { from: 5_000, until: 25_000 };

const time = (value: unknown): number => Date.parse(String(value));

const opens = new Set(['DeadlineStarted', 'DeadlineResumed']);
const ends = new Set(['DeadlineMet', 'DeadlineBreached', 'DeadlineCancelled', 'DeadlinePaused']);
const rings = new Set(['DeadlineBreached', 'EscalationRaised', 'EscalationHandedUp']);

const stages = ['acceptance', 'investigation', 'resolutionPlan', 'feedback', 'outcomeEvaluation'];

const ownFaults = (stream: string, { type, data }: RawEvent): string[] => {
  const early = type === 'DeadlineBreached' && time(data['noticedAt']) < time(data['dueAt']);
  return early ? [`${stream}: ${String(data['deadline'])} was breached before it was due`] : [];
};

/** What was read of one watch so far. */
class WatchReading {
  readonly faults: string[] = [];
  closed = false;
  private readonly deadlines = new Map<string, Deadline>();
  private readonly breached = new Set<string>();

  constructor(private readonly stream: string) {}

  take(event: RawEvent): void {
    const { type, data } = event;
    const stage = String(data['deadline']);
    this.faults.push(...ownFaults(this.stream, event));
    if (this.closed && rings.has(type)) this.faults.push(`${this.stream}: ${type} after the watch was closed`);
    if (type === 'DeadlineBreached') this.breach(stage);
    if (opens.has(type)) this.deadlines.set(stage, { dueAt: time(data['dueAt']), open: true });
    else if (ends.has(type)) this.deadlines.set(stage, { dueAt: 0, open: false });
    if (type === 'WatchClosed') this.closed = true;
    if (type === 'WatchReopened') this.reopen(String(data['stage']));
  }

  overdue(before: number): string[] {
    const unnoticed = [...this.deadlines].filter(([, { dueAt, open }]) => open && dueAt < before);
    return this.closed ? [] : unnoticed.map(([stage]) => `${this.stream}: nobody noticed that ${stage} is overdue`);
  }

  private breach(stage: string): void {
    if (this.breached.has(stage)) this.faults.push(`${this.stream}: ${stage} was breached twice`);
    this.breached.add(stage);
  }

  /** A round that begins goes through its stages, and may miss them, again. */
  private reopen(stage: string): void {
    this.closed = false;
    for (const again of stages.slice(stages.indexOf(stage))) this.breached.delete(again);
  }
}

/** One watch: nothing early, no deadline breached twice, nothing after the end, nothing due and unnoticed (I5). */
const watchFaults = (stream: string, events: readonly RawEvent[], unnoticedBefore: number): string[] => {
  const reading = new WatchReading(stream);
  for (const event of events) reading.take(event);
  return [...reading.faults, ...reading.overdue(unnoticedBefore)];
};

const watches = (all: Everything): Map<string, RawEvent[]> => {
  const streams = new Map<string, RawEvent[]>();
  for (const { streamId, events } of all.get('escalation') ?? []) {
    if (streamId.startsWith('watch-')) streams.set(streamId, [...(streams.get(streamId) ?? []), ...events]);
  }
  return streams;
};

interface Owner {
  readonly _id: string;
  readonly due: readonly { readonly kind: string; readonly revision: number; readonly dueAt: Date }[];
}

/** Due times of the next seconds that have no job in Redis. */
const unarmed = async (stack: Stack, stores: Stores, context: 'escalation' | 'notification'): Promise<string[]> => {
  const from = stack.clockAt(armed.from);
  const until = stack.clockAt(armed.until);
  const owners = stores.db(context).collection<Owner>('due_times');
  const near = await owners.find({ nextDueAt: { $lt: new Date(until) } }).toArray();
  const jobs = near.flatMap(({ _id, due }) =>
    due
      .filter(({ dueAt }) => dueAt.getTime() > from && dueAt.getTime() < until)
      .map(({ kind, revision }) => `${_id}-${kind}-${revision}`.replaceAll(':', '.')),
  );
  if (jobs.length === 0) return [];
  const redis = new Redis(stack.around.redis.now.url, { maxRetriesPerRequest: 1, commandTimeout: 10_000 });
  try {
    const missing: string[] = [];
    for (const job of jobs) {
      if ((await redis.exists(`bull:${stack.dbPrefix}-${context}-timers:${job}`)) === 0) missing.push(job);
    }
    return missing.map((job) => `${context}: the timer ${job} is near and not armed`);
  } finally {
    redis.disconnect();
  }
};

/** Deadlines and the timers that watch them (I5). */
export const timerFaults = async (stack: Stack, stores: Stores, all: Everything): Promise<string[]> => {
  const unnoticedBefore = stack.clockAt(-lateMs);
  return [
    ...[...watches(all)].flatMap(([stream, events]) => watchFaults(stream, events, unnoticedBefore)),
    ...(await unarmed(stack, stores, 'escalation')),
    ...(await unarmed(stack, stores, 'notification')),
  ];
};
