/** The one source of time (architecture.md, invariant 15). */
export interface Clock {
  /** Now, ISO-8601 UTC with milliseconds; simulated where the clock is. */
  now(): string;
  /** Real milliseconds from now until the clock shows `at`; 0 when it is past. */
  realDelayUntil(at: string): number;
  /** The name of the clock for the envelope; undefined for the real one. */
  readonly ref?: string;
}

/** An affine clock: at `realStart` it showed `simStart`, and it runs `speed` times as fast (decisions.md 16). */
export interface AffineClock {
  readonly realStart: string;
  readonly simStart: string;
  readonly speed: number;
}

/** A clock over a source of real milliseconds; affine when asked to be. */
export const makeClock = (realNow: () => number, affine?: AffineClock): Clock => {
  if (!affine) {
    return {
      now: () => new Date(realNow()).toISOString(),
      realDelayUntil: (at) => Math.max(0, Date.parse(at) - realNow()),
    };
  }
  const realStart = Date.parse(affine.realStart);
  const simStart = Date.parse(affine.simStart);
  return {
    ref: `affine:${affine.realStart}/${affine.simStart}/${affine.speed}`,
    now: () => new Date(simStart + (realNow() - realStart) * affine.speed).toISOString(),
    realDelayUntil: (at) => Math.max(0, realStart + (Date.parse(at) - simStart) / affine.speed - realNow()),
  };
};

/** An instant that somebody stated with a time zone, as events keep it: ISO-8601 UTC. @throws RangeError when it is none */
export const utc = (stated: string): string => new Date(stated).toISOString();
