import { ProblemException } from '../problems/problem.exception';

interface Run<T> {
  readonly outcome: Promise<T>;
  forget?: NodeJS.Timeout;
}

/** How long an answer waits for the end of a run before it says "still running", milliseconds. */
const waitMs = 10_000;
/** How long an outcome that nobody has heard is kept, milliseconds. */
const keptMs = 60_000;
/** Runs at once. */
const most = 4;

const after = (ms: number): { readonly over: Promise<undefined>; readonly cancel: () => void } => {
  let timer: NodeJS.Timeout;
  const over = new Promise<undefined>((resolve) => (timer = setTimeout(() => resolve(undefined), ms)));
  return { over, cancel: () => clearTimeout(timer) };
};

/**
 * Work of operators that may take longer than a request should: begun once, joined by whoever asks for the same, its
 * outcome told once. Few at a time, and all end with the service.
 */
export class LongRuns<T> {
  private readonly runs = new Map<string, Run<T>>();
  private readonly life = new AbortController();

  constructor(private readonly limits: { readonly waitMs: number; readonly most: number } = { waitMs, most }) {}

  /**
   * Begins the work, or joins it where it runs under this name, and waits some seconds for it.
   * @returns the outcome, or undefined while it goes on: ask again
   * @throws what the work threw · ProblemException 429 when too many run
   */
  async join(name: string, work: (signal: AbortSignal) => Promise<T>): Promise<T | undefined> {
    const run = this.runs.get(name) ?? this.begin(name, work);
    const waiting = after(this.limits.waitMs);
    try {
      const outcome = await Promise.race([run.outcome.then((value) => ({ value })), waiting.over]);
      if (outcome === undefined) return undefined;
      this.drop(name, run);
      return outcome.value;
    } catch (error) {
      this.drop(name, run);
      throw error;
    } finally {
      waiting.cancel();
    }
  }

  /** Ends what runs. */
  stop(): void {
    this.life.abort();
    for (const [name, run] of this.runs) this.drop(name, run);
  }

  private begin(name: string, work: (signal: AbortSignal) => Promise<T>): Run<T> {
    if (this.runs.size >= this.limits.most) {
      throw new ProblemException('too-many-requests', 429, { headers: { 'retry-after': '5' } });
    }
    const run: Run<T> = { outcome: work(this.life.signal) };
    this.runs.set(name, run);
    const keep = (): void => {
      run.forget = setTimeout(() => this.drop(name, run), keptMs).unref();
    };
    run.outcome.then(keep, keep);
    return run;
  }

  private drop(name: string, run: Run<T>): void {
    clearTimeout(run.forget);
    if (this.runs.get(name) === run) this.runs.delete(name);
  }
}
