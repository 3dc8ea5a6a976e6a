interface ProbeTiming {
  /** An answer is good for this long, milliseconds: however often figures are asked for, the other side is not. */
  readonly everyMs: number;
  /** How long a question may hold up the answer to `/metrics`, milliseconds. */
  readonly withinMs: number;
  /** While a question takes longer than that, the answer before it is good for this long, milliseconds; default not at all. */
  readonly keptMs?: number;
}

const defaultTiming: ProbeTiming = { everyMs: 1_000, withinMs: 500 };

/** A figure that needs I/O. It is cheap and bounded, and a dependency that is down is no fault of `/metrics`. */
export class Probe<T> {
  private asking?: Promise<T | undefined>;
  private answer?: { readonly value: T | undefined; readonly at: number };

  constructor(
    private readonly ask: () => Promise<T>,
    private readonly timing: ProbeTiming = defaultTiming,
  ) {}

  /** The figure; undefined when it could not be had in time. Never throws, and asks no second time beside the first. */
  async value(): Promise<T | undefined> {
    const { everyMs, withinMs, keptMs = 0 } = this.timing;
    const known = this.answer;
    const age = known ? performance.now() - known.at : Infinity;
    if (known && age < everyMs) return known.value;
    this.asking ??= this.begin().finally(() => (this.asking = undefined));
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<T | undefined>((resolve) => {
      timer = setTimeout(() => resolve(age < keptMs ? known?.value : undefined), withinMs);
    });
    return Promise.race([this.asking, late]).finally(() => clearTimeout(timer));
  }

  private async begin(): Promise<T | undefined> {
    const value = await this.ask().catch(() => undefined);
    this.answer = { value, at: performance.now() };
    return value;
  }
}
