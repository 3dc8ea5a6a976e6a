import { realServices, uniqueName } from '@redress/testing';
import { mongo, type Connection } from 'mongoose';
import { randomUUID } from 'node:crypto';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { noStream, OutcomeUnknown, VersionConflict, type NewCommit } from './event-store';
import { assertPrimary, databaseOf, openStoreConnection } from './mongo-connection';
import { MongoEventStore } from './mongo-event-store';
import { guarded, isOutage, isOutOfTime, StoreUnavailable } from './mongo-faults';

type Fault = 'lose-answer' | 'lose-request' | 'write-concern-timeout';

/** A TCP link to mongod that fails inserts into `commits` as told: each entry of `faults` spoils one of them. */
class FaultyLink {
  readonly faults: Fault[] = [];
  inserts = 0;
  private readonly sockets = new Set<Socket>();
  private readonly server: Server = createServer((client) => this.link(client));

  constructor(private readonly target: { host: string; port: number }) {}

  async open(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return `mongodb://127.0.0.1:${(this.server.address() as AddressInfo).port}/?directConnection=true`;
  }

  /** Nothing gets through any more. */
  async cut(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    await new Promise<void>((resolve) => this.server.close(() => resolve()));
  }

  private link(client: Socket): void {
    const upstream = connect(this.target);
    const both = [client, upstream];
    const end = () => both.forEach((socket) => socket.destroy());
    both.forEach((socket) => this.sockets.add(socket.on('error', end).on('close', end)));
    let fault: Fault | undefined;
    client.on('data', (request: Buffer) => {
      if (request.includes('insert\0') && request.includes('commits\0')) {
        this.inserts += 1;
        fault = this.faults.shift();
      }
      if (fault === 'lose-request') end();
      else upstream.write(request);
    });
    upstream.on('data', (answer: Buffer) => {
      if (fault === 'lose-answer') return end();
      client.write(fault ? lateAnswer(answer) : answer);
      fault = undefined;
    });
  }
}

/** The answer as mongod gives it when the majority did not confirm in time: stored, but "wtimeout" (OP_MSG). */
const lateAnswer = (answer: Buffer): Buffer => {
  const writeConcernError = {
    code: 64,
    codeName: 'WriteConcernFailed',
    errmsg: 'waiting for replication timed out',
    errInfo: { wtimeout: true },
  };
  const body = mongo.BSON.serialize({ n: 1, ok: 1, writeConcernError });
  const header = Buffer.from(answer.subarray(0, 21));
  header.writeInt32LE(21 + body.length, 0);
  return Buffer.concat([header, body]);
};

const commitOf = (streamId: string, more: Partial<NewCommit> = {}): NewCommit => ({
  commitId: randomUUID(),
  siteId: 'main',
  streamId,
  subject: streamId,
  occurredAt: '2026-03-02T01:00:00.000Z',
  actor: 'visitor',
  correlationId: 'cor-1',
  causationId: 'cau-1',
  events: [{ type: 'ThingHappened', schemaVersion: 1, data: {} }],
  ...more,
});

describe('when the outcome of an append is unknown (M2)', () => {
  let direct: Connection;
  let flaky: Connection;
  let link: FaultyLink;
  let store: MongoEventStore;
  let other: MongoEventStore;
  const outcomes: string[] = [];
  const storeOver = (connection: Connection) =>
    new MongoEventStore({
      connection,
      context: 'intake',
      time: { now: () => Date.now() },
      onAppend: (outcome, seconds) =>
        outcomes.push(seconds > 0 && seconds < 60 ? outcome : `${outcome} in ${seconds} s`),
    });

  beforeEach(async () => {
    outcomes.length = 0;
    const { mongoUri } = realServices();
    const { hostname, port } = new URL(mongoUri.replace('mongodb:', 'http:'));
    link = new FaultyLink({ host: hostname, port: Number(port) });
    const name = uniqueName();
    direct = await openStoreConnection(mongoUri, name);
    flaky = await openStoreConnection(await link.open(), name);
    store = storeOver(flaky);
    other = storeOver(direct);
    await other.migrate();
    await Promise.all([store.assertReady(), other.assertReady()]);
  });
  afterEach(async () => {
    await databaseOf(direct).dropDatabase();
    await Promise.all([direct.close(), flaky.close()]);
    await link.cut();
  });

  it.each<[string, Fault[]]>([
    ['the answer is lost and so is that of the driver’s one retry', ['lose-answer', 'lose-answer']],
    ['the request is lost twice', ['lose-request', 'lose-request']],
    ['first the request, then the answer is lost', ['lose-request', 'lose-answer']],
    ['the majority does not confirm in time', ['write-concern-timeout']],
    ['it fails three times in a row', ['lose-request', 'lose-request', 'lose-request', 'lose-answer']],
  ])('finds out that it was stored, once: %s', async (_name, faults) => {
    link.faults.push(...faults);
    const commit = commitOf('complaint-1');
    const stored = await store.append(noStream, commit);
    expect(link.inserts).toBeGreaterThanOrEqual(faults.length);
    expect(link.faults).toEqual([]);
    expect(await other.readStream('complaint-1')).toEqual([stored]);
    expect(stored.commitId).toBe(commit.commitId);
    expect(outcomes).toEqual(['stored']);
  });

  it('finds out that another writer took the place', async () => {
    const winner = await other.append(noStream, commitOf('complaint-1'));
    link.faults.push('lose-answer', 'lose-answer');
    await expect(store.append(noStream, commitOf('complaint-1'))).rejects.toThrow(VersionConflict);
    expect(await other.readStream('complaint-1')).toEqual([winner]);
    expect(outcomes).toEqual(['stored', 'conflict']);
  });

  it('says so when nobody can be asked, and the same commit may be sent again', async () => {
    const commit = commitOf('complaint-1');
    link.faults.push('lose-answer');
    const lost = store.append(noStream, commit);
    const outcome = expect(lost).rejects.toThrow(OutcomeUnknown);
    while (link.faults.length > 0) await new Promise((resolve) => setTimeout(resolve, 5));
    await link.cut();
    await outcome;
    expect(outcomes).toEqual(['unknown']);
    const again = await other.append(noStream, commit);
    expect(await other.readStream('complaint-1')).toEqual([again]);
  });

  it('reports an outage of reads as a transient fault', async () => {
    await other.append(noStream, commitOf('complaint-1'));
    await link.cut();
    await Promise.all([
      expect(store.readStream('complaint-1')).rejects.toThrow(StoreUnavailable),
      expect(store.verify().next()).rejects.toThrow(StoreUnavailable),
      expect(store.scan().next()).rejects.toThrow(StoreUnavailable),
      expect(assertPrimary(flaky)).rejects.toThrow(StoreUnavailable),
    ]);
  });

  it('tells a question that is too large for its time from an outage', async () => {
    const texts = databaseOf(flaky).collection('texts');
    await texts.insertOne({ text: '一' });
    const slow = guarded('texts', () => texts.find({ $where: 'sleep(2000) || true' }, { maxTimeMS: 20 }).toArray());
    expect(isOutOfTime(await slow.catch((error: unknown) => error))).toBe(true);
    await link.cut();
    const cut = guarded('texts', () => databaseOf(flaky).collection('texts').findOne());
    expect(isOutOfTime(await cut.catch((error: unknown) => error))).toBe(false);
  });
});

describe('isOutage', () => {
  it('tells "not now" from "no"', () => {
    expect(isOutage(new mongo.MongoNetworkError('reset'))).toBe(true);
    expect(isOutage(new mongo.MongoServerError({ message: 'not primary', code: 10107 }))).toBe(true);
    expect(isOutage(new mongo.MongoServerError({ message: 'duplicate', code: 11000 }))).toBe(false);
    expect(isOutage(new Error('reset'))).toBe(false);
  });

  it('sees through what the driver makes of them in a bulk', () => {
    const inBulk = (error: Error) => new mongo.MongoBulkWriteError(error, {} as mongo.BulkWriteResult);
    expect(isOutage(inBulk(new mongo.MongoNetworkError('read ECONNRESET')))).toBe(true);
    expect(isOutage(inBulk(new mongo.MongoServerError({ message: 'shutting down', code: 91 })))).toBe(true);
    expect(isOutage(inBulk(new mongo.MongoServerError({ message: 'duplicate', code: 11000 })))).toBe(false);
  });
});
