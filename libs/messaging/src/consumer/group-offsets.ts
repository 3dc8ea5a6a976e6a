import type { AdminClient } from '../kafka-client';
import { onceSettled } from '../once-settled';

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

/** A committed place that its topic does not hold: messages were lost, or the topic began anew (K3). */
export interface Hole extends LogRange {
  readonly committed: number;
}

/** The committed place is outside of what the topic holds: messages were lost (K3). */
export class HoleInTopic extends Error {
  constructor(group: string, holes: readonly Hole[]) {
    const places = holes.map((hole) => `${hole.topic}/${hole.partition} reached ${hole.committed}, holds ${hole.start} to ${hole.end}`);
    super(
      `${group} cannot go on where it stopped: ${places.join('; ')}. Refill the topic with \`redress relay republish\`, ` +
        'then `redress consumers accept-holes`.',
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
  const partitionsOf = (topic: string) => onceSettled(() => admin.fetchTopicOffsets(topic));
  const answers = await Promise.all(topics.map(async (topic) => ({ topic, partitions: await partitionsOf(topic) })));
  return answers.flatMap(({ topic, partitions }) =>
    partitions.map(({ partition, low, high }) => ({ topic, partition, start: Number(low), end: Number(high) })),
  );
};

/** Compares where a group stopped with what its topics hold (K3): kafkajs itself would step over a hole in silence. */
export const findHoles = async (admin: AdminClient, groupId: string, topics: readonly string[]): Promise<Hole[]> => {
  // In this order: another member that goes on meanwhile would else seem to have reached more than there is.
  const offsets = await groupOffsets(admin, groupId, topics);
  const ranges = await logRanges(admin, topics);
  return offsets.flatMap(({ topic, partition, committed }) => {
    const range = ranges.find((one) => one.topic === topic && one.partition === partition);
    const isHole = range && committed >= 0 && (committed < range.start || committed > range.end);
    return isHole ? [{ ...range, committed }] : [];
  });
};

/** @throws HoleInTopic when a group cannot go on where it stopped */
export const checkForHoles = async (admin: AdminClient, groupId: string, topics: readonly string[]): Promise<void> => {
  const holes = await findHoles(admin, groupId, topics);
  if (holes.length > 0) throw new HoleInTopic(groupId, holes);
};

/**
 * Lets a group that cannot go on begin at the earliest message of the partitions concerned: what comes twice has no
 * effect twice. Nobody may be in the group at that moment. An operator decides it, after the topic was refilled.
 */
export const acceptHoles = async (admin: AdminClient, groupId: string, holes: readonly Hole[]): Promise<void> => {
  for (const topic of new Set(holes.map((hole) => hole.topic))) {
    const partitions = holes.filter((hole) => hole.topic === topic).map(({ partition, start }) => ({ partition, offset: String(start) }));
    await admin.setOffsets({ groupId, topic, partitions });
  }
};
