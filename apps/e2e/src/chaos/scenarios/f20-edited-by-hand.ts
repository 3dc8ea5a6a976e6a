import { oneOf } from '../../random';
import type { Ground } from '../ground';
import type { Scenario } from '../scenario';

interface Verified {
  readonly running: boolean;
  readonly faults?: readonly { readonly streamId: string; readonly version: number }[];
}

const verify = async (ground: Ground): Promise<NonNullable<Verified['faults']>> => {
  let faults: Verified['faults'];
  await ground.stack.until('the chains are verified', async () => {
    const found = await ground.stack.internal<Verified>('intake', 'store/verify');
    faults = found.faults;
    return !found.running;
  });
  return faults ?? [];
};

/** Somebody changes a stored event with a database tool. */
export const editedByHand: Scenario = {
  id: 'F20',
  title: 'a stored event is changed by hand: `store verify` names the stream and the version',
  short: true,
  run: async (ground) => {
    if (ground.acknowledged.length === 0) await ground.serves();
    await ground.withStores(async (stores) => {
      const commits = stores.db('intake').collection<{ _id: string; events: string }>('commits');
      const chosen = oneOf(await stores.commits('intake'), ground.random);
      const stored = await commits.findOne({ _id: chosen.commitId });
      if (!stored) throw new Error('the chosen commit is gone');
      // A digit of a time, as somebody would who wants a deadline to have been met.
      const events = stored.events.replace(
        /(\d{4}-\d\d-\d\dT\d\d:)(\d)/,
        (_, day: string, digit: string) => `${day}${(Number(digit) + 1) % 6}`,
      );
      if (events === stored.events) throw new Error('nothing was changed');
      if ((await verify(ground)).length > 0) throw new Error('the chains were broken before');
      await commits.updateOne({ _id: chosen.commitId }, { $set: { events } });
      const found = await verify(ground);
      await commits.updateOne({ _id: chosen.commitId }, { $set: { events: stored.events } });
      const names = found.map(({ streamId, version }) => `${streamId}@${version}`);
      if (!names.includes(`${chosen.streamId}@${chosen.version}`)) {
        throw new Error(
          `${chosen.streamId}@${chosen.version} was changed, found was: ${names.join(', ') || 'nothing'}`,
        );
      }
      ground.figure('places named', names.length);
    });
    if ((await verify(ground)).length > 0) throw new Error('the chains do not hold after the change was undone');
  },
};
