import type { DueTimer, DueTimeStore } from '@redress/due-times';
import type { Clock } from '@redress/kernel';
import type { AlarmQueue, ArmedJobs } from './alarm-queue';
import { delayOf, isDue } from './horizon';
import { longestRetryMs } from './timer-worker';

interface SweeperOptions {
  readonly queue: AlarmQueue;
  readonly store: DueTimeStore;
  readonly clock: Clock;
  /** Until when timers belong into Redis, now. */
  readonly horizon: () => string;
  readonly onError: (error: Error) => void;
  readonly everyMs: number;
  readonly maxArmed: number;
}

interface SweeperState {
  readonly armed: number;
  readonly overdue: number;
  readonly rearmed: number;
  readonly lastSweepAt?: string;
  readonly lastSweepError?: string;
}

/** As the outside sees it. */
interface SweeperHealth extends SweeperState {
  readonly sweptAgoMs: number;
  readonly rearmedAgoMs?: number;
}

const chunk = 1000;
const sentinelEveryMs = 2000;
/** A job that would ring this much too late was delayed by a clock that has since been set right. */
const misplacedByMs = longestRetryMs + 5000;
/** After a sweep that failed: when Redis returns, the connections of one process come back one after the other. */
const failedEveryMs = 1000;
/** Sweeps follow each other this quickly while more timers are near than Redis may hold. */
const cappedEveryMs = 5000;

/**
 * Keeps Redis a mirror of the near due times: at start, at an interval, when Redis comes back and when its sentinel
 * is gone (B2). A plain interval, since BullMQ's own schedulers get lost in restarts (B6).
 */
export class Sweeper {
  private timer?: NodeJS.Timeout;
  private sentinelTimer?: NodeJS.Timeout;
  private running: Promise<void> = Promise.resolve();
  private healing = false;
  private again = false;
  private stopped = true;
  private epoch?: string | null;
  /** While more is near than Redis may hold: the due time of the first timer that is left out. */
  private cappedAt?: string;
  private sinceSweep = 0;
  private state: SweeperState = { armed: 0, overdue: 0, rearmed: 0 };
  private sweptAt = performance.now();
  private rearmedAt?: number;

  constructor(private readonly options: SweeperOptions) {}

  health(): SweeperHealth {
    const { state, sweptAt, rearmedAt } = this;
    const now = performance.now();
    return { ...state, sweptAgoMs: now - sweptAt, ...(rearmedAt !== undefined && { rearmedAgoMs: now - rearmedAt }) };
  }

  start(): void {
    this.stopped = false;
    this.options.queue.onReady(() => void this.heal());
    this.sentinelTimer = setInterval(() => void this.watchSentinel(), sentinelEveryMs);
    this.plan();
  }

  async stop(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    clearInterval(this.sentinelTimer);
    await this.running.catch(() => undefined);
  }

  /** Those of the timers that belong into Redis now. Above the cap a sweep decides, for it sees which are earliest. */
  admit(timers: readonly DueTimer[]): readonly DueTimer[] {
    const end = Date.parse(this.cappedAt ?? this.options.horizon());
    const near = timers.filter(({ dueAt }) => Date.parse(dueAt) < end);
    if (near.length === 0) return near;
    this.sinceSweep += near.length;
    if (this.state.armed + this.sinceSweep <= this.options.maxArmed) return near;
    void this.heal();
    return this.cappedAt === undefined ? [] : near;
  }

  /** One sweep; a call during one waits for its own, after it. */
  sweep(): Promise<void> {
    this.running = this.running.catch(() => undefined).then(() => this.sweepOnce());
    return this.running;
  }

  private plan(): void {
    if (this.stopped) return;
    clearTimeout(this.timer);
    const { everyMs } = this.options;
    const capped = this.cappedAt === undefined ? everyMs : cappedEveryMs;
    const next = this.state.lastSweepError === undefined ? capped : failedEveryMs * (0.5 + Math.random());
    this.timer = setTimeout(() => void this.heal(), Math.min(everyMs, next));
  }

  /** A sweep whose failure is only reported: the next one comes anyway. Asked for during one, it sweeps once more. */
  private async heal(): Promise<void> {
    this.again = true;
    if (this.healing) return;
    this.healing = true;
    while (this.again && !this.stopped) {
      this.again = false;
      if (this.options.queue.ready) await this.sweep().catch((error: unknown) => this.options.onError(asError(error)));
    }
    this.healing = false;
    this.plan();
  }

  private async watchSentinel(): Promise<void> {
    if (!this.options.queue.ready || this.epoch === undefined) return;
    try {
      if ((await this.options.queue.foundSentinel()) === this.epoch) return;
      this.state = { ...this.state, rearmed: this.state.rearmed + 1 };
      this.rearmedAt = performance.now();
      await this.heal();
    } catch (error) {
      this.options.onError(asError(error));
    }
  }

  private async sweepOnce(): Promise<void> {
    const { queue, clock } = this.options;
    try {
      // The sentinel is written first and looked at last: a Redis emptied in between is filled again.
      do {
        this.epoch = await queue.sentinel();
        await this.bringNear();
      } while ((await queue.foundSentinel()) !== this.epoch);
      const { lastSweepError: _, ...state } = this.state;
      this.state = { ...state, lastSweepAt: clock.now() };
      this.sweptAt = performance.now();
    } catch (error) {
      this.state = { ...this.state, lastSweepError: asError(error).message };
      throw error;
    }
  }

  private async bringNear(): Promise<void> {
    const { queue, store, clock, horizon, maxArmed } = this.options;
    const armed = await queue.armed(2 * maxArmed);
    const missing: DueTimer[] = [];
    let seen = 0;
    let overdue = 0;
    let cappedAt: string | undefined;
    this.sinceSweep = 0;
    for await (const timer of store.dueBefore(horizon())) {
      if (seen === maxArmed) {
        cappedAt = timer.dueAt;
        break;
      }
      seen++;
      if (isDue(clock, timer.dueAt)) overdue++;
      await this.place(timer, armed, missing);
    }
    await queue.arm(missing);
    this.cappedAt = cappedAt;
    this.state = { ...this.state, armed: seen, overdue };
  }

  private async place(timer: DueTimer, armed: ArmedJobs, missing: DueTimer[]): Promise<void> {
    const { queue, clock } = this.options;
    const ringsAt = armed.get(timer.timerId);
    if (ringsAt === undefined) missing.push(timer);
    else if (ringsAt > Date.now() + delayOf(clock, timer.dueAt) + misplacedByMs) await queue.retime(timer);
    if (missing.length >= chunk) await queue.arm(missing.splice(0));
  }
}

const asError = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error)));
