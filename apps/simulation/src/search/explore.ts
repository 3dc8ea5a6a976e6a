import type { Outcome, Scene } from '../scenes/scene';
import type { Schedule } from '../world/world';

/** A schedule that breaks a promise. */
export interface Failure {
  readonly schedule: Schedule;
  readonly outcome: Outcome;
}

export interface Exploration {
  readonly schedules: number;
  readonly seconds: number;
  readonly failure?: Failure;
}

export interface Limits {
  readonly from: number;
  readonly schedules?: number;
  readonly seconds?: number;
}

const run = async (scene: Scene, schedule: Schedule): Promise<Outcome> => {
  try {
    return await scene(schedule);
  } catch (error) {
    return {
      violations: [error instanceof Error ? error.message : String(error)],
      taken: [],
      size: schedule.size ?? 0,
      trace: [],
    };
  }
};

/** Runs one schedule after the other, seed by seed, until one breaks a promise or the limit is reached. */
export const explore = async (
  scene: Scene,
  { from, schedules = Infinity, seconds = Infinity }: Limits,
): Promise<Exploration> => {
  const startedAt = performance.now();
  const spent = (): number => (performance.now() - startedAt) / 1_000;
  let done = 0;
  while (done < schedules && spent() < seconds) {
    const schedule = { seed: from + done };
    done += 1;
    const outcome = await run(scene, schedule);
    if (outcome.violations.length > 0) return { schedules: done, seconds: spent(), failure: { schedule, outcome } };
  }
  return { schedules: done, seconds: spent() };
};

/** Most runs that the search for a shorter schedule may take. */
const mostRuns = 250;

/** The shortest schedule found that still breaks a promise: with less work and with fewer faults, traced. */
export const shorten = async (
  scene: Scene,
  { schedule, outcome }: Failure,
  traced: NonNullable<Schedule['traced']> = 'faults',
): Promise<Failure> => {
  let best: Failure = { schedule: { ...schedule, size: outcome.size, only: new Set(outcome.taken) }, outcome };
  let runs = 0;
  const attempt = async (smaller: Schedule): Promise<boolean> => {
    runs += 1;
    const tried = await run(scene, smaller);
    if (tried.violations.length === 0) return false;
    best = { schedule: { ...smaller, only: new Set(tried.taken) }, outcome: tried };
    return true;
  };
  const fewerFaults = async (): Promise<boolean> => {
    const faults = [...(best.schedule.only ?? [])];
    for (
      let length = Math.ceil(faults.length / 2);
      length >= 1 && runs < mostRuns;
      length = length === 1 ? 0 : Math.ceil(length / 2)
    ) {
      for (let at = 0; at < faults.length && runs < mostRuns; at += length) {
        const only = new Set([...faults.slice(0, at), ...faults.slice(at + length)]);
        if (await attempt({ ...best.schedule, only })) return true;
      }
    }
    return false;
  };
  const lessWork = async (): Promise<boolean> => {
    const size = best.schedule.size ?? 1;
    for (const smaller of [Math.ceil(size / 2), size - 1]) {
      if (smaller >= 1 && smaller < size && runs < mostRuns && (await attempt({ ...best.schedule, size: smaller })))
        return true;
    }
    return false;
  };
  while (runs < mostRuns && ((await lessWork()) || (await fewerFaults())));
  return { schedule: best.schedule, outcome: await run(scene, { ...best.schedule, traced }) };
};

/** A failing schedule for people. */
export const describeFailure = (name: string, { schedule, outcome }: Failure): string =>
  [
    `${name}: seed ${schedule.seed} breaks a promise; the shortest schedule found has work of size ${schedule.size ?? outcome.size} and the faults [${[...(schedule.only ?? outcome.taken)].join(', ')}]`,
    ...outcome.violations.slice(0, 10).map((violation) => `  broken: ${violation}`),
    ...outcome.trace.map((line) => `  ${line}`),
  ].join('\n');
