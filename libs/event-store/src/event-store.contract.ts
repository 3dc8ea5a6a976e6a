import canonicalize from 'canonicalize';
import fc from 'fast-check';
import { createHash, randomUUID } from 'node:crypto';
import type { CommitDocument } from './commit-document';
import type { TimeSource } from './database-time';
import {
  CommitTooLarge,
  headOf,
  InvalidCommit,
  noStream,
  VersionConflict,
  type ChainFault,
  type EventStore,
  type NewCommit,
  type ScanPosition,
  type StoredCommit,
  type StreamHead,
} from './event-store';
import { Upcasters } from './upcasters';

/** One empty store; `open` gives further views of the same data. */
export interface StoreHarness {
  open(options?: { upcasters?: Upcasters; time?: TimeSource }): Promise<EventStore>;
  /** Edits a stored document behind the store's back. */
  tamper(commitId: string, change: (document: CommitDocument) => CommitDocument): Promise<void>;
  remove(commitId: string): Promise<void>;
  close(): Promise<void>;
}

const collect = async <T>(items: AsyncIterable<T>): Promise<T[]> => {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
};

const stream = (): string => `complaint-${randomUUID()}`;

const commitOf = (streamId: string, data: object = { note: 'a' }, more: Partial<NewCommit> = {}): NewCommit => ({
  commitId: randomUUID(),
  siteId: 'main',
  streamId,
  subject: streamId.slice(streamId.indexOf('-') + 1),
  occurredAt: '2026-03-02T01:00:00.000Z',
  actor: 'visitor',
  correlationId: 'cor-1',
  causationId: 'cau-1',
  events: [{ type: 'ThingHappened', schemaVersion: 1, data }],
  ...more,
});

/** Appends commits one after the other. */
const grow = async (store: EventStore, streamId: string, times: number): Promise<StoredCommit[]> => {
  const commits: StoredCommit[] = [];
  for (let n = 1; n <= times; n += 1) commits.push(await store.append(headOf(commits), commitOf(streamId, { n })));
  return commits;
};

/** Any JSON, with what stores like to lose: empty objects and lists, integer-like and odd keys, absent members. */
const anyData = (): fc.Arbitrary<object> => {
  const key = fc.oneof(
    fc.constantFrom('0', '1', '10', '2', '-1', '$set', 'a.b', '', '_id', '投诉'),
    fc.string({ unit: 'grapheme' }),
  );
  const leaf = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.integer(),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.boolean(),
    fc.constant(null),
  );
  const tree = fc.letrec<{ node: unknown; object: object }>((tie) => ({
    node: fc.oneof({ maxDepth: 4 }, leaf, fc.array(tie('node'), { maxLength: 4 }), tie('object')),
    object: fc.dictionary(key, fc.oneof(tie('node'), fc.constant(undefined)), { maxKeys: 5 }),
  }));
  return tree.object;
};

/** What every event store has to do; run over the Mongo store and its twin. */
export const eventStoreContract = (makeHarness: () => Promise<StoreHarness>): void => {
  let harness: StoreHarness;
  let store: EventStore;
  beforeEach(async () => {
    harness = await makeHarness();
    store = await harness.open();
  });
  afterEach(() => harness.close());

  describe('append and read', () => {
    it('gives back what was appended, numbered from 1 and chained', async () => {
      const id = stream();
      const commits = await grow(store, id, 3);
      expect(commits.map(({ version }) => version)).toEqual([1, 2, 3]);
      expect(commits.map(({ prevHash }) => prevHash)).toEqual([noStream.hash, commits[0]?.hash, commits[1]?.hash]);
      expect(await store.readStream(id)).toEqual(commits);
      expect(commits[0]).toMatchObject({ context: 'intake', storeEpoch: 1, siteId: 'main', actor: 'visitor' });
    });

    it('hashes the canonical JSON of everything but the hash', async () => {
      const { hash, ...rest } = await store.append(
        noStream,
        commitOf(stream(), { b: 1, a: { 10: 'x', 9: 'y' } }, { drillId: 'd-1' }),
      );
      expect(hash).toBe(
        createHash('sha256')
          .update(canonicalize(rest) ?? '')
          .digest('hex'),
      );
    });

    it('keeps every kind of JSON exactly, and the chain verifies (M4, M5)', async () => {
      const id = stream();
      let head: StreamHead = noStream;
      const property = fc.asyncProperty(anyData(), async (data) => {
        const appended = await store.append(head, commitOf(id, data));
        head = appended;
        const [read] = await store.readStream(id, appended.version);
        expect(read).toEqual(appended);
        expect(canonicalize(read?.events[0]?.data)).toBe(canonicalize(data));
        expect(read?.events[0]?.data).toEqual(JSON.parse(JSON.stringify(data)));
      });
      await fc.assert(property, { numRuns: 150 });
      expect(await collect(store.verify(id))).toEqual([]);
    });

    it('stores optional fields only where they are given', async () => {
      const id = stream();
      const bare = await store.append(noStream, commitOf(id, {}, { planRef: undefined }));
      const full = await store.append(
        bare,
        commitOf(id, {}, { planRef: 'p@1', traceparent: '00-1', requestDigest: 'd', clockRef: 'c' }),
      );
      expect(Object.keys(bare)).not.toContain('planRef');
      expect(full).toMatchObject({ planRef: 'p@1', traceparent: '00-1', requestDigest: 'd', clockRef: 'c' });
    });

    it('names the persons whose sealed data the events hold', async () => {
      const data = {
        contact: { keyRef: 'p-2', sealed: 'v1.a.b.c' },
        deep: [{ x: { keyRef: 'p-1', sealed: 'v1.a.b.c' } }],
      };
      expect((await store.append(noStream, commitOf(stream(), data))).keyRefs).toEqual(['p-1', 'p-2']);
    });

    it('reads from a version on, and not more than asked for', async () => {
      const id = stream();
      const commits = await grow(store, id, 5);
      expect(await store.readStream(id, 3)).toEqual(commits.slice(2));
      expect(await store.readStream(id, 2, 2)).toEqual(commits.slice(1, 3));
      expect(await store.readStream(id, 6)).toEqual([]);
      expect(await store.readStream(stream())).toEqual([]);
    });

    it('finds a commit by its id', async () => {
      const [commit] = await grow(store, stream(), 1);
      expect(await store.findCommit(commit?.commitId ?? '')).toEqual(commit);
      expect(await store.findCommit(randomUUID())).toBeUndefined();
    });

    it('never records a commit before the one ahead of it, whatever the clock does', async () => {
      const times = ['2026-01-01T00:00:10.000Z', '2026-01-01T00:00:05.000Z', '2026-01-01T00:00:11.000Z'].map((at) =>
        Date.parse(at),
      );
      const jumping = await harness.open({ time: { now: () => times.shift() ?? 0 } });
      const commits = await grow(jumping, stream(), 3);
      const seconds = commits.map(({ recordedAt }) => recordedAt.slice(17, 19));
      expect(seconds).toEqual(['10', '10', '11']);
    });
  });

  describe('what it refuses', () => {
    it('a second commit at the same place', async () => {
      const id = stream();
      const [first] = await grow(store, id, 1);
      const late = store.append(noStream, commitOf(id));
      await expect(late).rejects.toThrow(VersionConflict);
      await expect(late).rejects.toMatchObject({ streamId: id, expectedVersion: 0 });
      expect(await store.readStream(id)).toEqual([first]);
    });

    it('all but one of many writers at once', async () => {
      const id = stream();
      const answers = await Promise.allSettled(
        Array.from({ length: 20 }, (_, n) => store.append(noStream, commitOf(id, { n }))),
      );
      const won = answers.filter((answer) => answer.status === 'fulfilled');
      const lost = answers.filter((answer) => answer.status === 'rejected');
      expect(won).toHaveLength(1);
      expect(lost.every(({ reason }) => reason instanceof VersionConflict)).toBe(true);
      expect(await store.count()).toBe(1);
    });

    it('nothing where the same commit comes again to its place: the stored one is the answer (M2)', async () => {
      const id = stream();
      const commit = commitOf(id);
      const first = await store.append(noStream, commit);
      await store.append(first, commitOf(id));
      expect(await store.append(noStream, commit)).toEqual(first);
      expect(await store.count()).toBe(2);
    });

    it('the same commit id at another place', async () => {
      const id = stream();
      const commit = commitOf(id);
      const first = await store.append(noStream, commit);
      await expect(store.append(first, commit)).rejects.toThrow(VersionConflict);
      await expect(store.append(noStream, { ...commit, streamId: stream() })).rejects.toThrow(InvalidCommit);
      expect(await store.count()).toBe(1);
    });

    it('more than 256 KiB, and takes what is just below', async () => {
      const id = stream();
      const big = (length: number) => commitOf(id, { text: '客'.repeat(length) });
      const fits = await store.append(noStream, big(87_000));
      const tooBig = store.append(fits, big(88_000));
      await expect(tooBig).rejects.toThrow(CommitTooLarge);
      await expect(tooBig).rejects.toMatchObject({ limit: 262_144 });
      expect(await store.count()).toBe(1);
    });

    it.each([
      ['no events', { events: [] }],
      ['a stream id without a type', { streamId: 'x' }],
      ['a stream id with other signs', { streamId: 'complaint-$where' }],
      ['numbers that JSON lacks', { events: [{ type: 'T', schemaVersion: 1, data: { x: Number.NaN } }] }],
      ['text that is not Unicode', { events: [{ type: 'T', schemaVersion: 1, data: { x: '\ud800' } }] }],
    ])('%s', async (_name, more) => {
      await expect(store.append(noStream, commitOf(stream(), {}, more))).rejects.toThrow(InvalidCommit);
      expect(await store.count()).toBe(0);
    });
  });

  describe('scan and count', () => {
    const place = ({ recordedAt, streamId, version }: StoredCommit): ScanPosition => ({
      recordedAt,
      streamId,
      version,
    });

    it('gives all commits by time, stream and version, and each stream in its order', async () => {
      let now = Date.parse('2026-05-01T00:00:00.000Z');
      const slow = await harness.open({ time: { now: () => (now += 0.4) } });
      const streams = Array.from({ length: 4 }, stream);
      for (const id of [...streams, ...streams]) {
        await slow.append(headOf(await slow.readStream(id)), commitOf(id));
      }
      const seen = (await collect(slow.scan())).map(place);
      const key = ({ recordedAt, streamId, version }: ScanPosition) => `${recordedAt}/${streamId}/${version}`;
      expect(seen.map(key)).toEqual(seen.map(key).sort());
      expect(seen).toHaveLength(8);
      for (const [index, position] of seen.entries()) {
        expect((await collect(slow.scan(position))).map(place)).toEqual(seen.slice(index + 1));
      }
    });

    it('starts before all commits of an instant when given the time alone', async () => {
      const fixed = await harness.open({ time: { now: () => Date.parse('2026-05-01T00:00:00.000Z') } });
      await grow(fixed, stream(), 2);
      await grow(fixed, stream(), 1);
      expect(await collect(fixed.scan({ recordedAt: '2026-05-01T00:00:00.000Z' }))).toHaveLength(3);
      expect(await collect(fixed.scan({ recordedAt: '2026-05-01T00:00:00.001Z' }))).toEqual([]);
    });

    it('goes on over many batches without missing or doubling one', async () => {
      const ids = Array.from({ length: 2300 }, stream);
      const appended = await Promise.all(ids.map((id) => store.append(noStream, commitOf(id))));
      const seen = (await collect(store.scan())).map(({ commitId }) => commitId);
      expect(seen).toHaveLength(2300);
      expect(new Set(seen)).toEqual(new Set(appended.map(({ commitId }) => commitId)));
      expect(await store.count()).toBe(2300);
    });
  });

  describe('upcasting', () => {
    const upcasters = new Upcasters([
      { type: 'ThingHappened', fromVersion: 1, upcast: ({ note, ...data }) => ({ ...data, text: note }) },
      { type: 'ThingHappened', fromVersion: 2, upcast: (data) => ({ ...data, language: 'zh' }) },
    ]);

    it('brings old events to the newest schema wherever they are read, and leaves the stored ones alone', async () => {
      const id = stream();
      const old = await store.append(noStream, commitOf(id, { note: '蛇' }));
      const today = await harness.open({ upcasters });
      const event = { type: 'ThingHappened', schemaVersion: 3, data: { text: '蛇', language: 'zh' } };
      expect(await today.readStream(id)).toEqual([{ ...old, events: [event] }]);
      expect(await today.findCommit(old.commitId)).toEqual({ ...old, events: [event] });
      expect(await collect(today.scan())).toEqual([{ ...old, events: [event] }]);
      expect(await collect(today.verify())).toEqual([]);
      expect(await store.readStream(id)).toEqual([old]);
    });

    it('says which schema version new events have', async () => {
      const today = await harness.open({ upcasters });
      expect([today.schemaVersionOf('ThingHappened'), today.schemaVersionOf('Other')]).toEqual([3, 1]);
    });
  });

  describe('verify', () => {
    let id: string;
    let commits: StoredCommit[];
    const commitIdOf = (version: number): string => commits[version - 1]?.commitId ?? '';
    const faults = async (streamId?: string): Promise<ChainFault[]> => collect(store.verify(streamId));
    beforeEach(async () => {
      await grow(store, stream(), 2);
      id = stream();
      commits = await grow(store, id, 4);
      await grow(store, stream(), 2);
    });

    it('finds nothing in a store nobody touched', async () => {
      expect(await faults()).toEqual([]);
      expect(await faults(id)).toEqual([]);
    });

    it('names stream and version of an event edited by hand', async () => {
      await harness.tamper(commitIdOf(3), (document) => ({
        ...document,
        events: document.events.replace('"n":3', '"n":33'),
      }));
      expect(await faults()).toEqual([{ streamId: id, version: 3, reason: 'hash-mismatch' }]);
    });

    it.each([
      ['edited', { actor: 'staff:somebody-else' }],
      ['added', { approved: true }],
      ['made unreadable', { events: '[{' }],
    ])('names stream and version of a field %s', async (_name, change) => {
      await harness.tamper(commitIdOf(2), (document) => ({ ...document, ...change }));
      expect(await faults(id)).toEqual([{ streamId: id, version: 2, reason: 'hash-mismatch' }]);
    });

    it('finds an edit whose hash was made right again by the commit after it', async () => {
      const forged = { ...commits[1], actor: 'staff:forger' } as Partial<StoredCommit>;
      const { hash: _hash, ...body } = forged;
      const hash = createHash('sha256')
        .update(canonicalize(body) ?? '')
        .digest('hex');
      await harness.tamper(commitIdOf(2), (document) => ({ ...document, actor: 'staff:forger', hash }));
      expect(await faults(id)).toEqual([{ streamId: id, version: 3, reason: 'chain-broken' }]);
    });

    it.each([1, 2, 3])('names the missing version %d of a hole', async (version) => {
      await harness.remove(commitIdOf(version));
      expect(await faults()).toEqual([{ streamId: id, version, reason: 'hole' }]);
    });
  });
};
