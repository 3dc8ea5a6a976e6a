/** So many messages within a time. */
export interface RateLimit {
  readonly most: number;
  /** Milliseconds of real time. */
  readonly withinMs: number;
}

/** Robots whose last sends are remembered. */
const mostRobots = 10_000;

/**
 * Keeps what one process sends below a vendor's limits, robot by robot: the vendor mutes who goes over it, some for
 * minutes. A sliding window, as two fixed ones side by side let twice as much through.
 */
export class SendRate {
  private readonly sent = new Map<string, readonly number[]>();
  private readonly longestMs: number;

  /** @param realNow real time, milliseconds. */
  constructor(
    private readonly limits: readonly RateLimit[],
    private readonly realNow: () => number,
  ) {
    this.longestMs = Math.max(...limits.map(({ withinMs }) => withinMs));
  }

  /** Takes one send of a robot; false when it has none left now. */
  take(robot: string): boolean {
    const now = this.realNow();
    const since = (ms: number, times: readonly number[]) => times.filter((at) => at > now - ms);
    const recent = since(this.longestMs, this.sent.get(robot) ?? []);
    if (this.limits.some(({ most, withinMs }) => since(withinMs, recent).length >= most)) return false;
    // Set anew, so that the robot that was silent longest is the first to be forgotten.
    this.sent.delete(robot);
    this.sent.set(robot, [...recent, now]);
    const [oldest] = this.sent.keys();
    if (this.sent.size > mostRobots && oldest !== undefined) this.sent.delete(oldest);
    return true;
  }
}
