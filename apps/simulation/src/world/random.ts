/** Chance out of a seed: the same seed gives the same numbers. The generator is Mulberry32. */
export class Random {
  private state: number;

  /** `purpose` gives one seed several independent rows of numbers. */
  constructor(seed: number, purpose = 0) {
    this.state = (seed ^ Math.imul(purpose + 1, 0x9e3779b9)) >>> 0;
    for (let n = 0; n < 4; n += 1) this.next();
  }

  /** In [0, 1). */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let t = this.state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 0x1_0000_0000;
  }

  /** A whole number from 0 to `limit` - 1. */
  below(limit: number): number {
    return Math.floor(this.next() * limit);
  }

  /** A whole number between both, both included. */
  between(low: number, high: number): number {
    return low + this.below(high - low + 1);
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  pick<T>(items: readonly [T, ...T[]]): T {
    return items[this.below(items.length)] ?? items[0];
  }
}
