import type { AdminClient } from '../kafka-client';

/** Where a group stands in one partition. */
export interface GroupOffset {
  readonly topic: string;
  readonly partition: number;
  /** -1 when the group has committed none. */
  readonly committed: number;
  /** Highest store epoch handled, 0 when none is known (X5). */
  readonly epoch: number;
}

/** The earliest and the next offset of one partition. */
export interface LogRange {
  readonly topic: string;
  readonly partition: number;
  readonly start: number;
  readonly end: number;
}

/** The committed place is outside of what the topic holds: messages were lost (K3). */
export class HoleInTopic extends Error {
  constructor(group: string, holes: readonly (GroupOffset & LogRange)[]) {
    const places = holes.map((hole) => `${hole.topic}/${hole.partition} reached ${hole.committed}, holds ${hole.start} to ${hole.end}`);
    super(
      `${group} cannot go on where it stopped: ${places.join('; ')}. Refill the topic with \`redress relay republish\`, ` +
        'then start once with the hole allowed.',
    );
    this.name = 'HoleInTopic';
  }
}

/** What goes into the metadata of a committed offset. */
export const epochMetadata = (epoch: number): string => JSON.stringify({ epoch });

const epochIn = (metadata: string | null): number => {
  const match = /^\{"epoch":(\d{1,9})\}$/.exec(metadata ?? '');
  return match?.[1] === undefined ? 0 : Number(match[1]);
};

/** The committed places of a group. */
export const groupOffsets = async (admin: Pick<AdminClient, 'fetchOffsets'>, groupId: string, topics: readonly string[]): Promise<GroupOffset[]> => {
  const answer = await admin.fetchOffsets({ groupId, topics: [...topics] });
  return answer.flatMap(({ topic, partitions }) =>
    partitions.map(({ partition, offset, metadata }) => ({ topic, partition, committed: Number(offset), epoch: epochIn(metadata) })),
  );
};

/** What the partitions of topics hold. */
export const logRanges = async (admin: Pick<AdminClient, 'fetchTopicOffsets'>, topics: readonly string[]): Promise<LogRange[]> => {
  const answers = await Promise.all(topics.map(async (topic) => ({ topic, partitions: await admin.fetchTopicOffsets(topic) })));
  return answers.flatMap(({ topic, partitions }) =>
    partitions.map(({ partition, low, high }) => ({ topic, partition, start: Number(low), end: Number(high) })),
  );
};

/**
 * Compares where a group stopped with what its topics hold (K3): kafkajs itself would step over a hole in silence.
 * With `allowHole` the group is moved to the earliest message instead.
 * @throws HoleInTopic
 */
export const checkForHoles = async (admin: AdminClient, groupId: string, topics: readonly string[], allowHole: boolean): Promise<void> => {
  // In this order: another member that goes on meanwhile would else seem to have reached more than there is.
  const offsets = await groupOffsets(admin, groupId, topics);
  const ranges = await logRanges(admin, topics);
  const holes = offsets.flatMap((offset) => {
    const range = ranges.find(({ topic, partition }) => topic === offset.topic && partition === offset.partition);
    const isHole = range && offset.committed >= 0 && (offset.committed < range.start || offset.committed > range.end);
    return isHole ? [{ ...offset, ...range }] : [];
  });
  if (holes.length === 0) return;
  if (!allowHole) throw new HoleInTopic(groupId, holes);
  for (const topic of new Set(holes.map((hole) => hole.topic))) {
    const partitions = holes.filter((hole) => hole.topic === topic).map(({ partition, start }) => ({ partition, offset: String(start) }));
    await admin.setOffsets({ groupId, topic, partitions });
  }
};
