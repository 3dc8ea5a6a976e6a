import type { CommitEnvelope, PublishedCommit, VersionedEvent } from '@redress/kernel';
import { openTestDatabase, type TestDatabase } from '@redress/testing';
import { randomUUID } from 'node:crypto';
import { MongoKnownComplaints } from './mongo-known-complaints';

const commit = (complaintId: string, version: number, ...events: VersionedEvent[]): PublishedCommit => {
  const envelope: CommitEnvelope = {
    commitId: randomUUID(),
    siteId: 'main',
    context: 'intake',
    streamId: `complaint-${complaintId}`,
    version,
    subject: complaintId,
    occurredAt: '2026-03-02T01:00:00.000Z',
    recordedAt: '2026-03-02T01:00:00.000Z',
    storeEpoch: 1,
    actor: 'visitor',
    correlationId: 'c-1',
    causationId: 'k-1',
  };
  return { envelope, events };
};
const registered = (complaintId: string): VersionedEvent => ({
  type: 'ComplaintRegistered',
  schemaVersion: 1,
  data: { complaintId, planRef: 'p@2', personId: 'person-1', narrative: { keyRef: 'person-1', sealed: 'v1.a.b.c' } },
});
const classified = (priority: string): VersionedEvent => ({
  type: 'ComplaintClassified',
  schemaVersion: 1,
  data: { category: 'food', level: 'general', severity: 2, impact: 'individual', priority },
});
const accepted: VersionedEvent = { type: 'ComplaintAccepted', schemaVersion: 1, data: {} };

describe('known complaints', () => {
  let database: TestDatabase;
  let known: MongoKnownComplaints;
  beforeAll(async () => {
    database = await openTestDatabase();
    known = new MongoKnownComplaints(database.connection);
  });
  afterAll(() => database.drop());

  it('hold plan, person and grade, and nothing that was sealed', async () => {
    const id = randomUUID();
    await known.learn(commit(id, 1, registered(id), classified('P3')));
    expect(await known.find(id)).toEqual({
      complaintId: id,
      siteId: 'main',
      version: 1,
      planRef: 'p@2',
      personId: 'person-1',
      graded: { category: 'food', level: 'general', severity: 2, impact: 'individual', priority: 'P3' },
    });
  });

  it('follow the latest classification and record every version', async () => {
    const id = randomUUID();
    await known.learn(commit(id, 1, registered(id), classified('P3')));
    await known.learn(commit(id, 2, accepted));
    expect(await known.find(id)).toMatchObject({ version: 2, graded: { priority: 'P3' } });
    await known.learn(commit(id, 3, classified('P1')));
    expect(await known.find(id)).toMatchObject({ version: 3, graded: { priority: 'P1' } });
  });

  it('do not change by what comes again', async () => {
    const id = randomUUID();
    const first = commit(id, 1, registered(id), classified('P3'));
    await known.learn(first);
    await known.learn(commit(id, 2, classified('P1')));
    await known.learn(first);
    expect(await known.find(id)).toMatchObject({ version: 2, graded: { priority: 'P1' } });
  });

  it('learn a version once where two consumers meet', async () => {
    const id = randomUUID();
    const first = commit(id, 1, registered(id));
    const learned = await Promise.allSettled([known.learn(first), known.learn(first), known.learn(first)]);
    for (const one of learned)
      if (one.status === 'rejected') expect(one.reason).toMatchObject({ name: 'TransientFault' });
    expect(await known.find(id)).toMatchObject({ version: 1 });
  });

  it('are unknown before they are registered', async () => {
    const id = randomUUID();
    await known.learn(commit(id, 2, classified('P1'), accepted));
    expect(await known.find(id)).toBeUndefined();
  });
});
