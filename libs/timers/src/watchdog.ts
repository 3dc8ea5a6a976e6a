import type { Sweeper } from './sweeper';
import type { TimerQueue } from './timer-queue';
import type { TimerWorker } from './timer-worker';

interface WatchdogOptions {
  /** Real milliseconds without progress that count as stuck. */
  readonly afterMs: number;
  readonly onFatal: (reason: Error) => void;
}

/** The state the watchdog last saw change. */
interface Stillness {
  readonly since: number;
  readonly progress: number;
}

/**
 * A worker can sleep for ever after an outage of Redis while it says that it runs (B1). When jobs stay due, Redis
 * answers and nothing has been taken for a while, only a new process helps.
 */
export class Watchdog {
  private timer?: NodeJS.Timeout;
  private still?: Stillness;

  constructor(
    private readonly queue: TimerQueue,
    private readonly worker: TimerWorker,
    private readonly sweeper: Sweeper,
    private readonly options: WatchdogOptions,
  ) {}

  start(): void {
    this.timer = setInterval(() => void this.look(), Math.min(5000, this.options.afterMs / 3));
  }

  stop(): void {
    clearInterval(this.timer);
  }

  private async look(): Promise<void> {
    const overdueMs = this.queue.ready ? await this.queue.longestOverdueMs().catch(() => 0) : 0;
    const { progress } = this.worker;
    if (overdueMs === 0) delete this.still;
    else if (this.still?.progress !== progress) this.still = { since: performance.now(), progress };
    if (!this.still || performance.now() - this.still.since < this.options.afterMs) return;
    this.stop();
    const sweepError = this.sweeper.health().lastSweepError ?? 'none';
    this.options.onFatal(
      new Error(`timers are stuck: due for ${overdueMs} ms and none taken (last sweep error: ${sweepError})`),
    );
  }
}
