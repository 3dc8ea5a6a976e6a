import type { StoredCommit } from '@redress/event-store';
import type { CommitEnvelope } from '@redress/kernel';
import type { TopicRecord } from '@redress/messaging';
import { isRelayed, verifyRelay } from '.';

const at = (n: number): string => new Date(Date.UTC(2026, 2, 1) + n).toISOString();

const envelope = (place: string, recordedAt: string): CommitEnvelope => ({
  commitId: place,
  siteId: 'main',
  context: 'intake',
  streamId: place.slice(0, 1),
  version: Number(place.slice(1)),
  subject: 's',
  occurredAt: recordedAt,
  recordedAt,
  storeEpoch: 1,
  actor: 'system:spec',
  correlationId: 'c',
  causationId: 'c',
});

/** `a1 a2 b1`: stream and version, recorded one millisecond apart. */
async function* stored(text: string): AsyncGenerator<StoredCommit> {
  for (const [n, place] of text.split(' ').entries()) {
    yield await Promise.resolve({ ...envelope(place, at(n)), events: [], keyRefs: [], prevHash: '', hash: '' });
  }
}

/** The same for a topic; `?` is a message that is no commit of ours. */
async function* onTopic(text: string, recordedAt = at(0)): AsyncGenerator<TopicRecord> {
  for (const [offset, place] of text.split(' ').entries()) {
    const record = { topic: 't', partition: 0, offset };
    yield await Promise.resolve(place === '?' ? record : { ...record, commit: { envelope: envelope(place, recordedAt), events: [] } });
  }
}

describe('verifyRelay', () => {
  const fine: [string, string, string][] = [
    ['all is there', 'a1 b1 a2', 'a1 b1 a2'],
    ['some of it twice', 'a1 a2 a3', 'a1 a2 a1 a2 a3'],
    ['something early that comes again in its turn', 'a1 a2 a3', 'a3 a1 a2 a3'],
    ['something foreign', 'a1', '? a1'],
  ];
  it.each(fine)('finds nothing wrong: %s', async (_what, store, topic) => {
    expect(isRelayed(await verifyRelay(stored(store), onTopic(topic)))).toBe(true);
  });

  it('names holes, at the end and in the middle', async () => {
    const found = await verifyRelay(stored('a1 a2 a3 b1'), onTopic('a1 a3'));
    expect(found).toMatchObject({ commits: 4, records: 2, missingCount: 2, missing: ['a@2', 'b@1'], outOfOrder: ['a@3'] });
    expect(isRelayed(found)).toBe(false);
  });

  it('names what comes too early only', async () => {
    expect(await verifyRelay(stored('a1 a2'), onTopic('a2 a1'))).toMatchObject({ missingCount: 0, outOfOrderCount: 1, outOfOrder: ['a@2'] });
  });

  it('names what the store does not have, but not what was committed after it was read', async () => {
    const unknown = await verifyRelay(stored('a1 a2 b1'), onTopic('a1 a2 b1 b2 b4 c1', at(1)));
    expect(unknown).toMatchObject({ unknownCount: 3, unknown: ['b@2', 'b@4', 'c@1'] });
    expect(isRelayed(await verifyRelay(stored('a1'), onTopic('a1 a2 c1', at(9))))).toBe(true);
  });

  it('lists the first hundred and counts all', async () => {
    const many = Array.from({ length: 250 }, (_, n) => `a${n + 1}`).join(' ');
    const found = await verifyRelay(stored(many), onTopic('b1', at(1_000)));
    expect(found.missingCount).toBe(250);
    expect(found.missing).toHaveLength(100);
  });
});
