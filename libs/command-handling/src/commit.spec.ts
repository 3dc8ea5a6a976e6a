import {
  InMemoryEventStore,
  MongoEventStore,
  Upcasters,
  VersionConflict,
  databaseOf,
  openStoreConnection,
  type CommitDocument,
  type EventStore,
} from '@redress/event-store';
import { CommandRefused, happened, refuse, type Decider, type Message } from '@redress/kernel';
import { realServices, uniqueName } from '@redress/testing';
import { randomUUID } from 'node:crypto';
import {
  CommandIdReused,
  commit,
  commitIdOf,
  commitWithEvents,
  loadState,
  statesAfter,
  type CommandMeta,
  type Committed,
} from '.';

type Add = Message<'AddVisitor', { visitor: string; limit?: number }>;
type Added = Message<'VisitorAdded', { visitor: string }>;
type Closed = Message<'GateClosed', { after: number }>;
interface Gate {
  readonly visitors: readonly string[];
  readonly closed: boolean;
}

/** Lets visitors in once each; at the limit the gate closes in the same commit. */
const gate: Decider<Gate, Add, Added | Closed, 'gate-closed'> = {
  initial: { visitors: [], closed: false },
  decide: ({ data: { visitor, limit = Infinity } }, { visitors, closed }) => {
    if (visitors.includes(visitor)) return happened();
    if (closed) return refuse('gate-closed', { visitors: visitors.length });
    const added: Added = { type: 'VisitorAdded', data: { visitor } };
    const after = visitors.length + 1;
    return after < limit ? happened(added) : happened<Added | Closed>(added, { type: 'GateClosed', data: { after } });
  },
  evolve: (state, { type, data }) =>
    type === 'VisitorAdded' ? { ...state, visitors: [...state.visitors, data.visitor] } : { ...state, closed: true },
};

/** Numbers what it is told: cheap to fold, so that a long stream costs the store and not the test. */
const counter: Decider<number, Add, Message<'Counted', { visitor: string; number: number }>, never> = {
  initial: 0,
  decide: ({ data: { visitor } }, count) => happened({ type: 'Counted', data: { visitor, number: count + 1 } }),
  evolve: (_count, { data }) => data.number,
};

const metaOf = (more: Partial<CommandMeta> = {}): CommandMeta => ({
  commandId: randomUUID(),
  siteId: 'main',
  actor: 'visitor',
  correlationId: 'cor-1',
  causationId: 'cau-1',
  occurredAt: '2026-03-02T01:00:00.000Z',
  ...more,
});

/** Lets a store be late: before the append that comes next, `meanwhile` happens. */
const interrupted = (store: EventStore, ...meanwhile: (() => Promise<unknown>)[]): EventStore =>
  new Proxy(store, {
    get: (target, name) =>
      name === 'append'
        ? async (...args: Parameters<EventStore['append']>) => {
            await meanwhile.shift()?.();
            return target.append(...args);
          }
        : (Reflect.get(target, name) as unknown),
  });

interface Harness {
  /** The same data, seen by another process. */
  store(upcasters?: Upcasters): Promise<EventStore>;
  close(): Promise<void>;
}

const inMemory = (): Promise<Harness> => {
  const documents = new Map<string, CommitDocument>();
  return Promise.resolve({
    store: (upcasters) => Promise.resolve(new InMemoryEventStore({ context: 'intake', documents, upcasters })),
    close: () => Promise.resolve(),
  });
};

const onMongo = async (): Promise<Harness> => {
  const connection = await openStoreConnection(realServices().mongoUri, uniqueName());
  return {
    store: async (upcasters) => {
      const store = new MongoEventStore({ connection, context: 'intake', time: { now: () => Date.now() }, upcasters });
      await store.migrate();
      await store.assertReady();
      return store;
    },
    close: async () => {
      await databaseOf(connection).dropDatabase();
      await connection.close();
    },
  };
};

describe.each([
  ['in memory', inMemory],
  ['on MongoDB', onMongo],
])('commit %s', (_name, open) => {
  let harness: Harness;
  let store: EventStore;
  let streamId: string;
  beforeEach(async () => {
    harness = await open();
    store = await harness.store();
    streamId = `complaint-${randomUUID()}`;
  });
  afterEach(() => harness.close());

  const add = (
    visitor: string,
    more: { meta?: CommandMeta; limit?: number; into?: EventStore } = {},
  ): Promise<Committed> => {
    const command: Add = { type: 'AddVisitor', data: { visitor, limit: more.limit } };
    const target = { streamId, subject: 'gate' };
    return commit({ store: more.into ?? store, decider: gate, target, command, meta: more.meta ?? metaOf() });
  };

  it('appends all events of a decision as one commit, with the envelope of the command', async () => {
    expect(await add('a')).toEqual({ streamId, version: 1, changed: true });
    const meta = metaOf({ drillId: 'd-1', planRef: 'p@1', traceparent: '00-1', clockRef: 'affine' });
    expect(await add('b', { meta, limit: 2 })).toEqual({ streamId, version: 2, changed: true });
    const [, second] = await store.readStream(streamId);
    const { commandId, ...envelope } = meta;
    expect(second).toMatchObject({ ...envelope, streamId, subject: 'gate', commitId: commitIdOf(commandId, streamId) });
    expect(second?.events).toEqual([
      { type: 'VisitorAdded', schemaVersion: 1, data: { visitor: 'b' } },
      { type: 'GateClosed', schemaVersion: 1, data: { after: 2 } },
    ]);
  });

  it('changes nothing where nothing happened, and says at which version', async () => {
    await add('a');
    expect(await add('a')).toEqual({ streamId, version: 1, changed: false });
    expect(await store.count()).toBe(1);
  });

  it('changes nothing where the domain refuses, and hands on why', async () => {
    await add('a', { limit: 1 });
    const refused = add('b');
    await expect(refused).rejects.toThrow(CommandRefused);
    await expect(refused).rejects.toMatchObject({ refusal: 'gate-closed', details: { visitors: 1 } });
    expect(await store.count()).toBe(1);
  });

  it('gives the same answer to the same command id, however late, and no second commit', async () => {
    const meta = metaOf({ requestDigest: 'd' });
    await add('a', { meta, limit: 2 });
    await add('b', { limit: 2 });
    expect(await add('a', { meta, limit: 2 })).toEqual({ streamId, version: 1, changed: false });
    expect(await store.count()).toBe(2);
  });

  it('refuses the same command id with another body', async () => {
    const meta = metaOf({ requestDigest: 'one' });
    await add('a', { meta });
    await expect(add('b', { meta: { ...meta, requestDigest: 'two' } })).rejects.toThrow(CommandIdReused);
    await expect(add('b', { meta: { ...meta, requestDigest: undefined } })).rejects.toThrow(CommandIdReused);
    expect(await store.count()).toBe(1);
  });

  it('refuses it also when both come at the same time', async () => {
    const meta = metaOf({ requestDigest: 'one' });
    const into = interrupted(store, () => add('a', { meta: { ...meta, requestDigest: 'two' } }));
    await expect(add('b', { meta, into })).rejects.toThrow(CommandIdReused);
    expect(await store.count()).toBe(1);
  });

  it('decides for a fresh stream without reading it, and reads it where that was wrong', async () => {
    let reads = 0;
    const counting = new Proxy(store, {
      get: (target, name) => {
        if (name === 'readStream') reads += 1;
        const member: unknown = Reflect.get(target, name);
        return typeof member === 'function' ? (member.bind(target) as unknown) : member;
      },
    });
    const addFresh = (visitor: string) =>
      commitWithEvents({
        store: counting,
        decider: gate,
        target: { streamId, subject: 'gate' },
        command: { type: 'AddVisitor', data: { visitor } },
        meta: metaOf(),
        freshStream: true,
      });
    const events = [{ type: 'VisitorAdded', schemaVersion: 1, data: { visitor: 'a' } }];
    expect(await addFresh('a')).toEqual({ streamId, version: 1, changed: true, events });
    expect(reads).toBe(0);
    expect(await addFresh('b')).toMatchObject({ version: 2, changed: true });
    expect(await addFresh('a')).toEqual({ streamId, version: 2, changed: false, events: [] });
    expect(reads).toBeGreaterThan(0);
    expect(await store.count()).toBe(2);
  });

  it('finds what the command stored before, where it opened the stream and comes again', async () => {
    const request = {
      store,
      decider: gate,
      target: { streamId, subject: 'gate' },
      command: { type: 'AddVisitor', data: { visitor: 'a' } } as const,
      meta: metaOf({ requestDigest: 'first' }),
      freshStream: true,
    };
    const { events } = await commitWithEvents(request);
    await add('b');
    const other = { type: 'AddVisitor', data: { visitor: 'c' } } as const;
    expect(await commitWithEvents({ ...request, command: other })).toMatchObject({ version: 1, events });
    const meta = { ...request.meta, requestDigest: 'second' };
    await expect(commitWithEvents({ ...request, meta })).rejects.toThrow(CommandIdReused);
    expect(await store.count()).toBe(2);
  });

  it('gives a repeated command the events of its first time', async () => {
    const request = {
      store,
      decider: gate,
      target: { streamId, subject: 'gate' },
      command: { type: 'AddVisitor', data: { visitor: 'a' } } as const,
      meta: metaOf(),
    };
    const { events } = await commitWithEvents(request);
    await add('b');
    expect(await commitWithEvents(request)).toEqual({ streamId, version: 1, changed: false, events });
  });

  it('takes twins that come at the same time as one', async () => {
    const meta = metaOf();
    const into = interrupted(store, () => add('a', { meta }));
    expect(await add('a', { meta, into })).toMatchObject({ version: 1 });
    expect(await store.count()).toBe(1);
  });

  it('lets one command id be used on two streams', async () => {
    const meta = metaOf();
    await add('a', { meta });
    streamId = `complaint-${randomUUID()}`;
    expect(await add('a', { meta })).toMatchObject({ version: 1, changed: true });
  });

  it('decides again on the fresh state after a conflict', async () => {
    const into = interrupted(
      store,
      () => add('b'),
      () => add('c'),
    );
    expect(await add('a', { into, limit: 3 })).toEqual({ streamId, version: 3, changed: true });
    expect((await loadState(store, gate, streamId)).state).toEqual({ visitors: ['b', 'c', 'a'], closed: true });
  });

  it('changes nothing when another writer did the same meanwhile', async () => {
    const into = interrupted(store, () => add('a'));
    expect(await add('a', { into })).toEqual({ streamId, version: 1, changed: false });
  });

  it('finds its own commit where the conflict was its own', async () => {
    const meta = metaOf();
    const into = interrupted(store, async () => {
      await add('z');
      await add('a', { meta });
    });
    expect(await add('a', { meta, into })).toEqual({ streamId, version: 2, changed: false });
  });

  it('gives up after a bounded number of conflicts', async () => {
    let others = 0;
    const always = Array.from({ length: 50 }, (_, n) => () => add(`other-${n}`).then(() => (others += 1)));
    await expect(add('a', { into: interrupted(store, ...always) })).rejects.toThrow(VersionConflict);
    expect(others).toBeLessThan(50);
  });

  it('writes events in the newest schema the store knows', async () => {
    const upcasters = new Upcasters([{ type: 'VisitorAdded', fromVersion: 1, upcast: (data) => data }]);
    const newer = await harness.store(upcasters);
    await add('a', { into: newer, limit: 1 });
    const [first] = await newer.readStream(streamId);
    expect(first?.events.map(({ schemaVersion }) => schemaVersion)).toEqual([2, 1]);
  });

  it('loads the state of a stream, also of one that does not exist', async () => {
    expect(await loadState(store, gate, streamId)).toMatchObject({ state: gate.initial, head: { version: 0 } });
    await add('a');
    expect(await loadState(store, gate, streamId)).toMatchObject({ state: { visitors: ['a'] }, head: { version: 1 } });
  });

  it('knows the state of a new stream from its own commits, and reads that of another', async () => {
    await add('a');
    await add('b');
    const [first, second] = await store.readStream(streamId);
    if (!first || !second) throw new Error('two commits were stored');
    const [asNew] = await statesAfter(store, gate, [first]);
    expect(asNew).toMatchObject({ streamId, state: { visitors: ['a'] }, head: { version: 1 } });
    for (const commits of [[second], [first, second], [first, first, second]]) {
      const states = await statesAfter(store, gate, commits);
      expect(states).toEqual([{ streamId, ...(await loadState(store, gate, streamId)) }]);
    }
    expect(await statesAfter(store, gate, [])).toEqual([]);
  });

  it('goes past a command of its own process that does not end', async () => {
    let free: () => void = () => undefined;
    const stuck = new Promise<void>((resolve) => (free = resolve));
    const into = interrupted(store, () => stuck);
    const first = add('a', { into });
    expect(await add('b', { into })).toMatchObject({ version: 1 });
    free();
    expect(await first).toMatchObject({ version: 2 });
  });

  it('stores exactly the winners of 50 writers in 5 processes with 1,000 commands on one stream (F16)', async () => {
    const processes = await Promise.all(Array.from({ length: 5 }, () => harness.store()));
    const answers: Committed[] = [];
    let lost = 0;
    const write = (w: number, n: number): Promise<Committed> => {
      const command: Add = { type: 'AddVisitor', data: { visitor: `${w}-${n}` } };
      const target = { streamId, subject: 'gate' };
      return commit({ store: processes[w % 5] ?? store, decider: counter, target, command, meta: metaOf() });
    };
    const writer = async (w: number): Promise<void> => {
      for (let n = 0; n < 20; n += 1) {
        try {
          answers.push(await write(w, n));
        } catch (error) {
          if (!(error instanceof VersionConflict)) throw error;
          lost += 1;
        }
      }
    };
    await Promise.all(Array.from({ length: 50 }, (_, w) => writer(w)));
    const versions = answers.map(({ version }) => version).sort((one, other) => one - other);
    expect(versions.length + lost).toBe(1000);
    expect(versions).toEqual(Array.from({ length: versions.length }, (_, n) => n + 1));
    const stored = await store.readStream(streamId);
    expect(stored.map(({ version }) => version)).toEqual(versions);
    expect(new Set(stored.map(({ commitId }) => commitId)).size).toBe(versions.length);
    expect((await loadState(store, counter, streamId)).state).toBe(versions.length);
    for await (const fault of store.verify()) throw new Error(`${fault.streamId}@${fault.version}: ${fault.reason}`);
  }, 300_000);
});
