import { randomBytes, randomUUID } from 'node:crypto';
import { openTestDatabase, type TestDatabase } from '@redress/testing';
import { BytesIncomplete, type EvidenceBytes, type Upload } from './evidence-store';
import { MongoEvidenceStore } from './mongo-evidence-store';

const later = (): Date => new Date(Date.now() + 5_000);
const of = (personId = randomUUID()): EvidenceBytes => ({
  complaintId: randomUUID(),
  personId,
  fileName: `${randomUUID()}.hash`,
});

describe('evidence in GridFS', () => {
  let database: TestDatabase;
  let store: MongoEvidenceStore;
  const count = (name: string, filter: object = {}) => database.connection.collection(name).countDocuments(filter);

  beforeAll(async () => {
    database = await openTestDatabase();
    store = new MongoEvidenceStore(database.connection);
    await store.prepare();
    await store.prepare();
  });
  afterAll(() => database.drop());

  it.each([1, 255 * 1024, 255 * 1024 + 1, 3_000_000])('comes out as it went in: %d bytes', async (length) => {
    const [bytes, place] = [randomBytes(length), of()];
    await store.keep(place, bytes);
    expect((await store.read(place.fileName))?.equals(bytes)).toBe(true);
  });

  it('is found under its own name only', async () => expect(await store.read(of().fileName)).toBeUndefined());

  it('is in doubt until it is settled, the oldest first and bounded', async () => {
    const earlier = await store.inDoubt(later(), 1_000);
    const uploads: Upload[] = [];
    for (let at = 0; at < 3; at += 1) uploads.push(await store.keep(of(), randomBytes(10)));
    expect((await store.inDoubt(later(), 1_000)).slice(earlier.length)).toEqual(uploads);
    expect(await store.inDoubt(later(), 1)).toHaveLength(1);
    expect(await store.inDoubt(new Date(Date.now() - 60_000), 1_000)).toEqual([]);
    for (const upload of uploads) await store.settle(upload);
    expect(await store.inDoubt(later(), 1_000)).toEqual(earlier);
    for (const { fileName } of uploads) expect(await store.read(fileName)).toHaveLength(10);
  });

  it('goes with all its parts when it is discarded, and what has the same name stays (F18)', async () => {
    const place = of();
    const first = await store.keep(place, randomBytes(600_000));
    const bytes = randomBytes(600_000);
    await store.keep(place, bytes);
    const chunks = await count('evidence.chunks');
    await store.discard(first);
    expect(await count('evidence.chunks')).toBe(chunks - 3);
    expect((await store.read(place.fileName))?.equals(bytes)).toBe(true);
    await store.discard(first);
    expect((await store.read(place.fileName))?.equals(bytes)).toBe(true);
  });

  it('leaves nothing of an upload that was cut before its end (F18)', async () => {
    const upload = await store.keep(of(), randomBytes(600_000));
    const chunks = await count('evidence.chunks');
    // The file is written last: a process that dies before leaves chunks of no file.
    await database.connection.collection('evidence.files').deleteOne({ filename: upload.fileName });
    expect(await store.read(upload.fileName)).toBeUndefined();
    await store.discard(upload);
    expect(await count('evidence.chunks')).toBe(chunks - 3);
  });

  it('says so when a part is missing (F18)', async () => {
    const upload = await store.keep(of(), randomBytes(600_000));
    const file = await database.connection.collection('evidence.files').findOne({ filename: upload.fileName });
    await database.connection.collection('evidence.chunks').deleteOne({ files_id: file?._id, n: 1 });
    await expect(store.read(upload.fileName)).rejects.toThrow(BytesIncomplete);
  });

  it('goes with its person, however many pieces there are, and nobody else’s does', async () => {
    const personId = randomUUID();
    const other = await store.keep(of(), randomBytes(10));
    for (let at = 0; at < 101; at += 1) await store.keep(of(personId), randomBytes(10));
    await store.removeOf(personId);
    await store.removeOf(personId);
    expect(await count('evidence.files', { 'metadata.personId': personId })).toBe(0);
    expect(await store.read(other.fileName)).toHaveLength(10);
  });

  it('finds the bytes of a person by an index', async () => {
    const plan = await database.connection
      .collection('evidence.files')
      .find({ 'metadata.personId': 'p' })
      .explain('queryPlanner');
    expect(JSON.stringify(plan)).toContain('IXSCAN');
  });
});
