import type { DueTime, DueTimer, DueTimeStore } from '@redress/due-times';
import type { Clock } from '@redress/kernel';
import { AlarmClock } from './alarm-clock';
import { horizonEnd, overdueMs } from './horizon';
import { Sweeper } from './sweeper';
import { TimerQueue } from './timer-queue';
import { TimerRinger } from './timer-ringer';
import { TimerWorker } from './timer-worker';
import { Watchdog } from './watchdog';

export interface TimersOptions {
  /** `redis://…` */
  readonly redis: string;
  /** One queue per service; unique among everything that shares the Redis. */
  readonly queueName: string;
  readonly store: DueTimeStore;
  /** On database time, real or affine: decides what is due, whatever the machine's wall clock says (B4). */
  readonly clock: Clock;
  /**
   * Notices that a timer is due: the command `FireTimer` with commandId = timerId, which the decider may answer with
   * nothing. May be called again for the same timer, so its effect must be one. Throws TransientFault to be called
   * again with backoff; any other error is reported and the timer comes back with the next sweep.
   */
  readonly fire: (timer: DueTimer) => Promise<void>;
  /** The alarm clock is stuck and only a restart helps (B1): log it and exit. */
  readonly onFatal: (reason: Error) => void;
  /** For the log: what went wrong and goes on. */
  readonly onError?: (error: Error, timer?: DueTimer) => void;
  /** How far ahead timers are kept in Redis, on the service's clock. Default 2 h. */
  readonly horizonMs?: number;
  /** Real milliseconds between sweeps. Default 30 s. */
  readonly sweepEveryMs?: number;
  /** Most timers in Redis; the earliest are preferred, the rest follow sweep by sweep. Default 100,000. */
  readonly maxArmed?: number;
  /** Timers fired at the same time. Default 50. */
  readonly concurrency?: number;
  /** Past due or waiting for this long without any progress is stuck. Default 30 s. */
  readonly stuckAfterMs?: number;
}

/** For health, metrics and tests. Counts since the start of this process. */
export interface TimersHealth {
  readonly redisReady: boolean;
  /** Jobs in Redis at the last sweep. */
  readonly armed: number;
  /** Timers past due and not yet fired at the last sweep. */
  readonly overdue: number;
  readonly lastSweepAt?: string;
  readonly lastSweepError?: string;
  /** Milliseconds since a sweep succeeded, or since the start. */
  readonly sweptAgoMs: number;
  /** Times everything was armed anew because Redis had lost it. */
  readonly rearmed: number;
  /** Milliseconds since the last of them; absent before the first. */
  readonly rearmedAgoMs?: number;
  readonly fired: number;
  /** Jobs whose timer was no longer wanted. */
  readonly dropped: number;
  /** Jobs that rang before the time on the service's clock and were put back (B4). */
  readonly early: number;
  readonly retried: number;
  readonly failed: number;
}

/** The alarm clock of one service: due times in its store, the near horizon in BullMQ (decisions.md 13, invariants 12, 13). */
export interface Timers {
  /** Begins to fire. Does not wait for Redis: without it the service works and its timers are late. */
  start(): void;
  /** Lets running fires end (bounded) and closes the connections. */
  stop(): Promise<void>;
  /** Records what an owner waits for at a version, then arms what is near. Throws only when the store fails. */
  sync(ownerId: string, version: number, due: readonly DueTime[]): Promise<void>;
  /** Puts timers into Redis where they are near. Never fails: what Redis does not take, a sweep brings later (B7). */
  arm(timers: readonly DueTimer[]): Promise<void>;
  /** Brings everything near that Redis lacks, past-due first. Throws when the store or Redis fails. */
  sweep(): Promise<void>;
  health(): TimersHealth;
  /** Resolves when Redis answers. @throws when it does not */
  ping(): Promise<void>;
  /** Real milliseconds the earliest open due time is past; 0 when none is. Asks the store. @throws StoreUnavailable */
  oldestOverdueMs(): Promise<number>;
}

/** Builds the timers of a service over its store of due times and a Redis that may lose everything. */
export const createTimers = (options: TimersOptions): Timers => {
  const { clock, store, onError = () => undefined } = options;
  const queue = new TimerQueue(options.redis, options.queueName, clock, onError);
  const ringer = new TimerRinger({ store, clock, fire: options.fire, onError });
  const { redis, queueName, concurrency = 50 } = options;
  const worker = new TimerWorker({ redis, queueName, ringer, onError, concurrency });
  const horizon = (): string => horizonEnd(clock, options.horizonMs ?? 2 * 3_600_000);
  const sweeper = new Sweeper({
    queue,
    store,
    horizon,
    clock,
    onError,
    everyMs: options.sweepEveryMs ?? 30_000,
    maxArmed: options.maxArmed ?? 100_000,
  });
  const watchdog = new Watchdog(queue, worker, sweeper, {
    afterMs: options.stuckAfterMs ?? 30_000,
    onFatal: options.onFatal,
  });
  const alarms = new AlarmClock({ queue, store, sweeper, onError });
  return {
    arm: (timers) => alarms.arm(timers),
    sweep: () => sweeper.sweep(),
    start: () => {
      worker.start();
      sweeper.start();
      watchdog.start();
    },
    stop: async () => {
      watchdog.stop();
      await sweeper.stop();
      await worker.stop();
      await queue.close();
    },
    sync: (ownerId, version, due) => alarms.sync(ownerId, version, due),
    health: () => ({ redisReady: queue.ready, ...sweeper.health(), ...ringer.health() }),
    ping: () => queue.ping(),
    oldestOverdueMs: async () => {
      const first = await store.earliest();
      return first === undefined ? 0 : overdueMs(clock, first);
    },
  };
};
