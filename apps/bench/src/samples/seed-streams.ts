import { headOf, noStream, type EventStore } from '@redress/event-store';
import { randomUUID } from 'node:crypto';
import { forEachOf } from '../load/closed-loop';
import { sampleCommit } from './sample-events';

/** Appends at the same time while a store is being filled. */
export const seedersAtOnce = 64;

/** Fills a store through its own append: streams of `commits` commits with one event each. Answers with their ids. */
export const seedStreams = async (store: EventStore, streams: number, commits = 1): Promise<readonly string[]> => {
  const ids = Array.from({ length: streams }, () => randomUUID());
  await forEachOf(streams, seedersAtOnce, async (index) => {
    let head = noStream;
    const id = ids[index] ?? '';
    for (let version = 1; version <= commits; version++) {
      head = headOf([await store.append(head, sampleCommit(id, 1))]);
    }
  });
  return ids.map((id) => `complaint-${id}`);
};
