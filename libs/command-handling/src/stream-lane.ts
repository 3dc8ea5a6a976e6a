import type { EventStore } from '@redress/event-store';

/** Who of this process is at a stream of a store now, or waits for it last. */
const lanes = new WeakMap<EventStore, Map<string, Promise<void>>>();

/** After this time a waiting command goes ahead all the same: the lane saves work, the store decides. */
const patienceMs = 3000;

/**
 * Lets the commands that one process has for one stream go one after the other, so that they need not conflict:
 * against each other all but one would decide and insert in vain. Other processes are met by the version check alone.
 */
export const inLane = async <T>(store: EventStore, streamId: string, work: () => Promise<T>): Promise<T> => {
  const lane = lanes.get(store) ?? new Map<string, Promise<void>>();
  lanes.set(store, lane);
  const ahead = lane.get(streamId);
  const mine = ahead ? patiently(ahead).then(work) : work();
  const done = mine.then(ignore, ignore);
  lane.set(streamId, done);
  try {
    return await mine;
  } finally {
    if (lane.get(streamId) === done) lane.delete(streamId);
  }
};

const ignore = (): void => undefined;

const patiently = (ahead: Promise<void>): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, patienceMs);
    void ahead.then(() => {
      clearTimeout(timer);
      resolve();
    });
  });
