import type { AdminClient } from '../kafka-client';
import { checkForHoles, HoleInTopic } from './group-offsets';

/** A broker on whose topic another member of the group handles a message after every question. */
const busyBroker = (): AdminClient => {
  let reached = 0;
  return {
    connect: () => Promise.resolve(),
    disconnect: () => Promise.resolve(),
    setOffsets: () => Promise.resolve(),
    fetchOffsets: () => Promise.resolve([{ topic: 't', partitions: [{ partition: 0, offset: String(reached++), metadata: null }] }]),
    fetchTopicOffsets: () => Promise.resolve([{ partition: 0, offset: String(reached), high: String(reached++), low: '0' }]),
  };
};

describe('the place of a group', () => {
  it('is no hole because another member went on between the questions', async () => {
    await expect(checkForHoles(busyBroker(), 'g', ['t'])).resolves.toBeUndefined();
  });

  it('is a hole when the topic holds less', async () => {
    const admin = { ...busyBroker(), fetchOffsets: () => Promise.resolve([{ topic: 't', partitions: [{ partition: 0, offset: '9', metadata: null }] }]) };
    await expect(checkForHoles(admin, 'g', ['t'])).rejects.toThrow(HoleInTopic);
  });
});
