import { MongoDueTimeStore } from '@redress/due-times';
import { databaseOf } from '@redress/event-store';
import { makeClock } from '@redress/kernel';
import { createTimers, type Timers, type TimersOptions } from '@redress/timers';
import { randomUUID } from 'node:crypto';
import type { Connection } from 'mongoose';
import { forEachOf } from '../load/closed-loop';
import { until } from '../load/until';
import { preciseNow, type AlarmClock } from './alarm-clock';

/** Owners recorded at the same time, as a service's tail does. */
const ownersAtOnce = 50;

/** The product's timers as a service has them, over a store of due times in this database. */
export const startTimers = async (
  connection: Connection,
  redis: string,
  queueName: string,
  options: Partial<TimersOptions> = {},
): Promise<{ timers: Timers; store: MongoDueTimeStore }> => {
  const store = new MongoDueTimeStore(connection);
  await store.prepare();
  const timers = createTimers({
    redis,
    queueName,
    store,
    clock: makeClock(preciseNow),
    fire: () => Promise.resolve(),
    onFatal: (reason) => {
      throw reason;
    },
    ...options,
  });
  await until('Redis can be asked', () => timers.health().redisReady);
  return { timers, store };
};

/** How often those that rang are taken out of the store. Milliseconds. */
const forgetEveryMs = 1_000;

/** Owners that rang: they wait for nothing more, and would else ring again with the next sweep. */
class Rung {
  private readonly all = new Set<string>();
  private waiting: string[] = [];

  /** Says whether this is the first time. */
  add(ownerId: string): boolean {
    if (this.all.has(ownerId)) return false;
    this.all.add(ownerId);
    this.waiting.push(ownerId);
    return true;
  }

  /** All at once and beside the ringing: what an owner does when it was told is not what is measured here. */
  async forget(connection: Connection): Promise<void> {
    const gone = this.waiting.splice(0);
    const owners = databaseOf(connection).collection<{ _id: string }>('due_times');
    if (gone.length > 0) await owners.deleteMany({ _id: { $in: gone } });
  }
}

/** The product's timers as an alarm clock: each alarm is an owner with one due time, recorded in the store first. */
export const startProductClock = async (
  connection: Connection,
  redis: string,
  queueName: string,
): Promise<AlarmClock> => {
  const lateness: number[] = [];
  const rung = new Rung();
  const { timers } = await startTimers(connection, redis, queueName, {
    fire: ({ ownerId, dueAt }) => {
      if (rung.add(ownerId)) lateness.push(preciseNow() - Date.parse(dueAt));
      return Promise.resolve();
    },
  });
  const forgetting = setInterval(() => void rung.forget(connection), forgetEveryMs);
  timers.start();
  await timers.sweep();
  return {
    lateness,
    set: (dueAts) =>
      forEachOf(dueAts.length, ownersAtOnce, (index) => {
        const dueAt = new Date(dueAts[index] ?? 0).toISOString();
        return timers.sync(`watch-${randomUUID()}`, 1, [{ kind: 'due', revision: 1, dueAt }]);
      }),
    stop: async () => {
      clearInterval(forgetting);
      await timers.stop();
      await rung.forget(connection);
    },
  };
};

const batch = 1_000;

/**
 * Fills the store of due times with open deadlines, evenly over a time ahead: one is recorded through the store, the
 * others are copies of its document.
 */
export const seedOpenDeadlines = async (
  connection: Connection,
  count: number,
  fromMs: number,
  toMs: number,
): Promise<void> => {
  if (count === 0) return;
  const store = new MongoDueTimeStore(connection);
  await store.prepare();
  const now = preciseNow();
  const first = `watch-${randomUUID()}`;
  await store.replace(first, 1, [{ kind: 'due', revision: 1, dueAt: new Date(now + toMs).toISOString() }]);
  const collection = databaseOf(connection).collection<{ _id: string; due: readonly object[] }>('due_times');
  const template = await collection.findOne({ _id: first });
  if (!template) throw new Error('the first deadline was not stored');
  for (let done = 1; done < count; done += batch) {
    const part = Array.from({ length: Math.min(batch, count - done) }, (_, index) => {
      const dueAt = new Date(now + fromMs + ((done + index) * (toMs - fromMs)) / count);
      return {
        ...template,
        _id: `watch-${randomUUID()}`,
        nextDueAt: dueAt,
        due: template.due.map((one) => ({ ...one, dueAt })),
      };
    });
    await collection.insertMany(part, { ordered: false });
  }
  if ((await store.count()) !== count) throw new Error('not all open deadlines are known to the store');
};
