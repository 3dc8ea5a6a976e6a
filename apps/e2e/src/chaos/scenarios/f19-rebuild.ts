import canonicalize from 'canonicalize';
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

/** A counter that went back to nothing says the same as one that never was. */
const withoutZeros = (_: string, value: unknown): unknown => (value === 0 ? undefined : value);

/** What came first when a document grew stands first in it; that is no difference. */
const canonical = (document: object | null): string => {
  const isCounters = document !== null && 'values' in document;
  return canonicalize(JSON.parse(JSON.stringify(document, isCounters ? withoutZeros : undefined))) ?? '';
};

/** SHA-256 of each document of a generation, by collection and id. */
const documentsOf = (ground: Ground, generation: number): Promise<Map<string, string>> =>
  ground.withStores(async (stores) => {
    const db = stores.db('projection');
    const suffix = `_g${generation}`;
    const names = (await db.listCollections().toArray())
      .map(({ name }) => name)
      .filter((name) => name.endsWith(suffix));
    const documents = new Map<string, string>();
    for (const name of names) {
      for await (const document of db.collection(name).find()) {
        const place = `${name.slice(0, -suffix.length)} ${JSON.stringify(document._id)}`;
        documents.set(place, createHash('sha256').update(canonical(document)).digest('hex'));
      }
    }
    if (documents.size === 0) throw new Error(`generation ${generation} is empty`);
    return documents;
  });

const differing = (blue: ReadonlyMap<string, string>, green: ReadonlyMap<string, string>): string[] =>
  [...new Set([...blue.keys(), ...green.keys()])].filter((place) => blue.get(place) !== green.get(place));

/** A document as it is in two generations; the one before stays until the next rebuild. */
const sideBySide = (ground: Ground, place: string, generations: readonly number[]): Promise<string> =>
  ground.withStores(async (stores) => {
    const [name = '', id = ''] = place.split(' ');
    const both = generations.map(async (generation) =>
      canonical(
        await stores
          .db('projection')
          .collection<{ _id: string }>(`${name}_g${generation}`)
          .findOne({ _id: JSON.parse(id) as string }),
      ),
    );
    return (await Promise.all(both)).join('\n');
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
  short: false,
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
    const blue = await documentsOf(ground, before.live);
    const after = await rebuild(ground);
    ground.figure('commits read', after.lastRebuild?.commits ?? 0);
    if (after.live === before.live) throw new Error('the rebuild did not switch');
    const others = differing(blue, await documentsOf(ground, after.live));
    if (others.length > 0) {
      const first = await sideBySide(ground, others.at(-1) ?? '', [before.live, after.live]);
      throw new Error(`${others.length} of ${blue.size} rebuilt documents differ, such as\n${first}`);
    }
    await ground.kept();
  },
};
