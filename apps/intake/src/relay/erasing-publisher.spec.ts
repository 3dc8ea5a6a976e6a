import type { CommitEnvelope, PublishedCommit, VersionedEvent } from '@redress/kernel';
import { erasingPublisher } from './erasing-publisher';

const commit = (subject: string, ...events: VersionedEvent[]): PublishedCommit => {
  const envelope: CommitEnvelope = {
    commitId: `k-${subject}`,
    siteId: 'main',
    context: 'intake',
    streamId: `person-${subject}`,
    version: 1,
    subject,
    occurredAt: '2026-03-02T01:00:00.000Z',
    recordedAt: '2026-03-02T01:00:00.000Z',
    storeEpoch: 1,
    actor: 'staff:admin',
    correlationId: 'c-1',
    causationId: 'k-1',
  };
  return { envelope, events };
};
const erased: VersionedEvent = { type: 'PersonErased', schemaVersion: 1, data: {} };
const other: VersionedEvent = { type: 'ComplaintAccepted', schemaVersion: 1, data: {} };

describe('publishing an erasure', () => {
  const journal: string[] = [];
  const publisher = {
    publish: (commits: readonly PublishedCommit[]) => {
      journal.push(...commits.map(({ envelope }) => `told ${envelope.subject}`));
      return Promise.resolve();
    },
    stop: () => Promise.resolve(),
  };
  const destroys = (personId: string) => {
    journal.push(`destroyed ${personId}`);
    return Promise.resolve(true);
  };
  beforeEach(() => journal.splice(0));

  it('destroys the key before anybody is told, and only of whom it is about', async () => {
    await erasingPublisher(publisher, { erase: destroys }).publish([commit('one', other), commit('two', erased)]);
    expect(journal).toEqual(['destroyed two', 'told one', 'told two']);
  });

  it('tells nobody while the key cannot be destroyed', async () => {
    const away = () => Promise.reject(new Error('the vault is away'));
    await expect(erasingPublisher(publisher, { erase: away }).publish([commit('two', erased)])).rejects.toThrow('away');
    expect(journal).toEqual([]);
  });
});
