import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Ground } from '../ground';
import type { Scenario } from '../scenario';

interface Pointer {
  readonly live: number;
  readonly building?: { readonly generation: number };
  readonly lastRebuild?: { readonly generation: number; readonly outcome: string; readonly commits: number };
}

const pointer = (ground: Ground): Promise<Pointer> => ground.stack.internal('projection', 'projection/rebuild');

/** SHA-256 of every complaint and timeline of a generation. */
const digestOf = (ground: Ground, generation: number): Promise<string> =>
  ground.withStores(async (stores) => {
    const digest = createHash('sha256');
    const db = stores.db('projection');
    const names = (await db.listCollections().toArray())
      .map(({ name }) => name)
      .filter((name) => name.endsWith(`_g${generation}`))
      .sort();
    if (names.length === 0) throw new Error(`generation ${generation} has no collections`);
    for (const name of names) {
      digest.update(name.replace(/_g\d+$/, ''));
      for await (const document of db.collection(name).find().sort({ _id: 1 })) digest.update(JSON.stringify(document));
    }
    return digest.digest('hex');
  });

/** Begins a rebuild; the claim of one that was killed holds for some seconds. Answers its generation. */
const begin = async (ground: Ground): Promise<number> => {
  let generation = 0;
  await ground.stack.until('a rebuild can begin', async () => {
    const begun = await ground.stack.internal<{ generation: number }>(
      'projection',
      'projection/rebuild?from=stores',
      {},
    );
    generation = begun.generation;
    return true;
  });
  return generation;
};

const rebuild = async (ground: Ground): Promise<Pointer> => {
  const { stack } = ground;
  const generation = await begin(ground);
  let last: Pointer | undefined;
  await stack.until(
    `generation ${generation} is live`,
    async () => {
      last = await pointer(ground);
      return last.building === undefined && last.live >= generation;
    },
    300_000,
  );
  if (!last) throw new Error('the rebuild gave no answer');
  return last;
};

/** The read models are built anew under load, and the process is killed twice meanwhile. */
export const rebuildKilled: Scenario = {
  id: 'F19',
  title: 'a rebuild under load, killed twice: the live read models answer on, and the new ones equal them',
  short: true,
  run: async (ground) => {
    const { stack } = ground;
    await ground.under(async () => {
      for (let kill = 0; kill < 2; kill += 1) {
        await begin(ground);
        await sleep(ground.random() * 400);
        await stack.untilBack('projection', stack.kill('projection'));
        await ground.serves();
      }
    });
    const before = await pointer(ground);
    const blue = await digestOf(ground, before.live);
    const after = await rebuild(ground);
    ground.figure('commits read', after.lastRebuild?.commits ?? 0);
    if (after.live === before.live) throw new Error('the rebuild did not switch');
    if ((await digestOf(ground, after.live)) !== blue)
      throw new Error('the rebuilt read models differ from the live ones');
    await ground.kept();
  },
};
