import type { Schedule } from '../world/world';
import { World } from '../world/world';

/** What a schedule led to. */
export interface Outcome {
  /** Promises that were broken; none when all is well. */
  readonly violations: readonly string[];
  /** The faults that happened, by number. */
  readonly taken: readonly number[];
  readonly size: number;
  readonly trace: readonly string[];
}

/** One part of the product under simulation. */
export type Scene = (schedule: Schedule) => Promise<Outcome>;

/** A scene that is set up and about to begin. */
export interface Play {
  /** All that was to be done has been done: from then on nothing goes wrong any more. */
  isDone(): boolean;
  /** The system has caught up with everything. */
  isSettled(): boolean;
  /** The promises that are broken, at the end. */
  violations(): Promise<readonly string[]> | readonly string[];
}

export interface SceneOptions {
  /** How likely a fault is at each question that is asked. */
  readonly troubleRate: number;
  readonly sizes: readonly [number, number];
}

/** Simulated time that the work with its faults, the catching up and the waiting for late duplicates may take. */
const doneWithinMs = 60 * 60_000;
const settledWithinMs = 20 * 60_000;
const lateMs = 20_000;

/** Makes a scene: some schedules have no faults, the others more or less. */
export const sceneOf =
  ({ troubleRate, sizes }: SceneOptions, setUp: (world: World, size: number) => Play): Scene =>
  async (schedule) => {
    const calm = schedule.seed % 8 === 0;
    const world = new World(schedule, calm ? 0 : troubleRate * (0.3 + (schedule.seed % 5) / 3));
    const drawn = world.random.between(...sizes);
    const size = schedule.size ?? drawn;
    const play = setUp(world, size);
    const violations: string[] = [];
    if (!(await world.runUntil(() => play.isDone(), doneWithinMs))) violations.push('the work was not done in an hour');
    world.trouble.isOver = true;
    world.note('from here on nothing goes wrong');
    if (!(await world.runUntil(() => play.isSettled(), settledWithinMs)))
      violations.push('it did not catch up in 20 minutes');
    await world.runUntil(() => false, lateMs);
    violations.push(...(await play.violations()));
    return { violations, taken: world.trouble.taken, size, trace: world.trace };
  };
