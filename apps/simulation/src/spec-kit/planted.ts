import type { Scene } from '../scenes/scene';
import { describeFailure, explore, shorten } from '../search/explore';

/** That no schedule of these seeds breaks a promise; the seed and the shortest failing schedule are in the message. */
export const expectSound = async (name: string, scene: Scene, schedules: number, from = 1): Promise<void> => {
  const { failure, seconds } = await explore(scene, { from, schedules });
  if (failure) throw new Error(describeFailure(name, await shorten(scene, failure)));
  process.stdout.write(`${name}: ${schedules} schedules, ${Math.round((schedules / seconds) * 60)} a minute\n`);
};

/** That the planted bug breaks the promise within so many schedules; gives the number of the one that shows it. */
export const expectFound = async (scene: Scene, within: number, promise: RegExp): Promise<void> => {
  const { failure, schedules } = await explore(scene, { from: 1, schedules: within });
  if (!failure) throw new Error(`the planted bug was not found in ${within} schedules`);
  const said = failure.outcome.violations.join('\n');
  if (!promise.test(said)) throw new Error(`schedule ${schedules} broke another promise than ${promise}:\n${said}`);
  process.stdout.write(`found by schedule ${schedules}\n`);
};
