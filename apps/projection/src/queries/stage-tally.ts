import type { Deadline } from '../projections/watch-section';

/** How a stage went. Hours without the time the clock was paused. */
export interface StageFigures {
  /** Reached, in time or late. */
  readonly met: number;
  /** Passed unmet, whether met later or not. */
  readonly breached: number;
  /** Share of those met or breached that were in time; absent where there are none. */
  readonly onTimeRate?: number;
  readonly medianHours?: number;
  readonly p90Hours?: number;
}

const hour = 3_600_000;

/** How long a stage took, hours; undefined while it runs. Standing clocks are not its fault. */
const hoursOf = ({ state, startedAt, endedAt, explanation }: Deadline): number | undefined =>
  state === 'met' && endedAt !== undefined
    ? (Date.parse(endedAt) - Date.parse(startedAt) - explanation.pausedMs) / hour
    : undefined;

/** The value below which a share of sorted numbers lies, by nearest rank. */
export const quantile = (sorted: readonly number[], share: number): number | undefined =>
  sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];

const rounded = (value: number, digits: number): number => Number(value.toFixed(digits));

/** Adds up how a stage went. */
export class StageTally {
  private met = 0;
  private breached = 0;
  private inTime = 0;
  private readonly hours: number[] = [];

  add(deadline: Deadline): void {
    const late = deadline.breachedAt !== undefined;
    const isMet = deadline.state === 'met';
    this.met += Number(isMet);
    this.breached += Number(late);
    this.inTime += Number(isMet && !late);
    const hours = hoursOf(deadline);
    if (hours !== undefined) this.hours.push(hours);
  }

  figures(): StageFigures {
    const { met, breached, inTime } = this;
    const hours = this.hours.sort((a, b) => a - b);
    const [median, p90] = [quantile(hours, 0.5), quantile(hours, 0.9)];
    return {
      met,
      breached,
      ...(inTime + breached > 0 && { onTimeRate: rounded(inTime / (inTime + breached), 4) }),
      ...(median !== undefined && { medianHours: rounded(median, 2) }),
      ...(p90 !== undefined && { p90Hours: rounded(p90, 2) }),
    };
  }
}
