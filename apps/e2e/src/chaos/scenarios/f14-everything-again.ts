import { createHash } from 'node:crypto';
import { writers } from '../../check/stores';
import { withAdmin, type Admin } from '../../kafka-admin';
import type { Ground } from '../ground';
import { redress } from '../redress';
import type { Scenario } from '../scenario';

/** SHA-256 of everything the stores hold: one more effect, anywhere, and it is another one. */
const digestOfStores = (ground: Ground): Promise<string> =>
  ground.withStores(async (stores) => {
    const digest = createHash('sha256');
    for (const service of writers) {
      for (const { streamId, version, hash } of await stores.commits(service))
        digest.update(`${streamId} ${version} ${hash}\n`);
    }
    return digest.digest('hex');
  });

const topics = writers.map((service) => `redress-${service}-v1`);

/** Sets every consumer of the stack back to the first message. Answers the groups. */
const rewind = (ground: Ground): Promise<string[]> =>
  withAdmin(ground.stack, async (admin) => {
    const { groups } = await admin.listGroups();
    const ours = groups.map(({ groupId }) => groupId).filter((id) => !id.startsWith('checker-'));
    for (const groupId of ours) {
      const offsets = await admin.fetchOffsets({ groupId, topics });
      for (const { topic, partitions } of offsets) {
        if (partitions.some(({ offset }) => offset !== '-1'))
          await admin.resetOffsets({ groupId, topic, earliest: true });
      }
    }
    return ours;
  });

const lagOf = async (admin: Admin, groupId: string, topic: string): Promise<number> => {
  const ends = new Map((await admin.fetchTopicOffsets(topic)).map(({ partition, high }) => [partition, Number(high)]));
  const [offsets] = await admin.fetchOffsets({ groupId, topics: [topic] });
  return (offsets?.partitions ?? [])
    .filter(({ offset }) => offset !== '-1')
    .reduce((sum, { partition, offset }) => sum + (ends.get(partition) ?? 0) - Math.max(0, Number(offset)), 0);
};

/** Messages the consumers have not read yet. */
const lag = (ground: Ground, groups: readonly string[]): Promise<number> =>
  withAdmin(ground.stack, async (admin) => {
    const lags = groups.flatMap((groupId) => topics.map((topic) => lagOf(admin, groupId, topic)));
    return (await Promise.all(lags)).reduce((sum, one) => sum + one, 0);
  });

/** Every message comes twice, and every consumer reads everything again. */
export const everythingAgain: Scenario = {
  id: 'F14',
  title: 'everything is published again and read again from the start: the stores stay byte for byte as they were',
  short: false,
  run: async (ground) => {
    const { stack } = ground;
    await ground.under(() => Promise.resolve());
    const before = await digestOfStores(ground);
    const republished = ground.size.name === 'full' ? writers : (['intake', 'escalation'] as const);
    for (const service of republished) await redress(stack, 'relay', 'republish', service);
    await stack.stopServices();
    const groups = await rewind(ground);
    const again = await lag(ground, groups);
    ground.figure('messages read again', again);
    if (again === 0) throw new Error('nothing is read again: the scenario shows nothing');
    await stack.launch();
    await ground.recovers('everything was read again', 120_000, () =>
      stack.until('no consumer is behind', async () => (await lag(ground, groups)) === 0, 300_000),
    );
    if ((await digestOfStores(ground)) !== before) throw new Error('reading everything again changed the stores');
    await ground.kept();
  },
};
