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

const ownFaults = (stream: string, { type, data }: RawEvent): string[] => {
  const early = type === 'DeadlineBreached' && time(data['noticedAt']) < time(data['dueAt']);
  return early ? [`${stream}: ${String(data['deadline'])} was breached before it was due`] : [];
};

/** One watch: nothing early, no deadline breached twice, nothing after the end, nothing due and unnoticed (I5). */
const watchFaults = (stream: string, events: readonly RawEvent[], unnoticedBefore: number): string[] => {
  const deadlines = new Map<string, Deadline>();
  const breached = new Set<string>();
  const faults: string[] = [];
  let closed = false;
  for (const event of events) {
    const { type, data } = event;
    const stage = String(data['deadline']);
    faults.push(...ownFaults(stream, event));
    if (closed && rings.has(type)) faults.push(`${stream}: ${type} after the watch was closed`);
    if (type === 'DeadlineBreached' && breached.size === breached.add(stage).size) {
      faults.push(`${stream}: ${stage} was breached twice`);
    }
    if (opens.has(type)) deadlines.set(stage, { dueAt: time(data['dueAt']), open: true });
    else if (ends.has(type)) deadlines.set(stage, { dueAt: 0, open: false });
    closed ||= type === 'WatchClosed';
  }
  if (closed) return faults;
  const unnoticed = [...deadlines].filter(([, { dueAt, open }]) => open && dueAt < unnoticedBefore);
  return [...faults, ...unnoticed.map(([stage]) => `${stream}: nobody noticed that ${stage} is overdue`)];
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
