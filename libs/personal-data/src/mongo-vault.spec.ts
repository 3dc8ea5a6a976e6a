import { openTestDatabase, type TestDatabase } from '@redress/testing';
import { randomBytes, randomUUID } from 'node:crypto';
import { KeyEncryptionFailed, keyEncryptionFrom, MongoVault, PersonErased, PersonUnknown } from './index';

const kek = (): string => randomBytes(32).toString('base64');

describe('the vault', () => {
  let database: TestDatabase;
  const [oldKek, newKek] = [kek(), kek()];
  const vault = (current = oldKek, ...earlier: string[]) =>
    new MongoVault(database.connection, keyEncryptionFrom(current, ...earlier));
  const keysInMongo = () => database.connection.collection<{ _id: string; wrapped?: string }>('person_keys');

  beforeAll(async () => {
    database = await openTestDatabase();
  });
  afterAll(() => database.drop());

  it('makes a key once and gives the same one ever after, to other processes too', async () => {
    const personId = randomUUID();
    const made = await vault().keyOf(personId, { createFor: 'main' });
    expect(made.key).toHaveLength(32);
    expect(Buffer.from((await vault().keyOf(personId)).key).equals(made.key)).toBe(true);
  });

  it('makes one key however many ask first at once', async () => {
    const personId = randomUUID();
    const keys = await Promise.all(Array.from({ length: 20 }, () => vault().keyOf(personId, { createFor: 'main' })));
    expect(new Set(keys.map(({ key }) => Buffer.from(key).toString('hex'))).size).toBe(1);
  });

  it('stores no key in clear', async () => {
    const personId = randomUUID();
    const { key } = await vault().keyOf(personId, { createFor: 'main' });
    const stored = await keysInMongo().findOne({ _id: personId });
    expect(JSON.stringify(stored)).not.toContain(Buffer.from(key).toString('base64url'));
    expect(JSON.stringify(stored)).not.toContain(Buffer.from(key).toString('base64'));
  });

  it('knows whose site a person is of, after an erasure too', async () => {
    const personId = randomUUID();
    expect(await vault().siteOf(personId)).toBeUndefined();
    await vault().keyOf(personId, { createFor: 'north' });
    await vault().keyOf(personId, { createFor: 'south' });
    await vault().erase(personId);
    expect(await vault().siteOf(personId)).toBe('north');
  });

  it('knows nobody it made no key for', async () => expect(vault().keyOf(randomUUID())).rejects.toThrow(PersonUnknown));

  it('gives many keys at once, and says why somebody has none', async () => {
    const [known, erased, nobody] = [randomUUID(), randomUUID(), randomUUID()];
    const { key } = await vault().keyOf(known, { createFor: 'main' });
    await vault().keyOf(erased, { createFor: 'main' });
    await vault().erase(erased);
    const keys = await vault().keysOf([known, erased, nobody, known]);
    expect([...keys.keys()]).toEqual([known, erased, nobody]);
    expect(keys.get(known)).toEqual({ personId: known, key });
    expect([keys.get(erased), keys.get(nobody)]).toEqual(['erased', 'unknown']);
  });

  it('erases for good: no key, no new one, in every process', async () => {
    const [personId, mine, other] = [randomUUID(), vault(), vault()];
    await mine.keyOf(personId, { createFor: 'main' });
    await other.keyOf(personId);
    expect(await mine.erase(personId)).toBe(true);
    expect(await other.erase(personId)).toBe(false);
    await expect(mine.keyOf(personId, { createFor: 'main' })).rejects.toThrow(PersonErased);
    await expect(other.keyOf(personId)).rejects.toThrow(PersonErased);
    expect(await keysInMongo().findOne({ _id: personId })).not.toHaveProperty('wrapped');
  });

  it('makes no key for somebody who was erased before there was one', async () => {
    const personId = randomUUID();
    expect(await vault().erase(personId)).toBe(true);
    await expect(vault().keyOf(personId, { createFor: 'main' })).rejects.toThrow(PersonErased);
  });

  it('rotates by rewrapping: the data key stays, the old key-encryption key is no longer needed', async () => {
    const [kept, erased] = [randomUUID(), randomUUID()];
    const before = await vault().keyOf(kept, { createFor: 'main' });
    await vault().keyOf(erased, { createFor: 'main' });
    await vault().erase(erased);
    expect(await vault(newKek, oldKek).rotate()).toBeGreaterThan(0);
    expect(await vault(newKek, oldKek).rotate()).toBe(0);
    expect(Buffer.from((await vault(newKek).keyOf(kept)).key).equals(before.key)).toBe(true);
    await expect(vault(newKek).keyOf(erased)).rejects.toThrow(PersonErased);
    await expect(vault(oldKek).keyOf(kept)).rejects.toThrow(KeyEncryptionFailed);
  });
});

describe('a key-encryption key', () => {
  it('must be 32 bytes', () => expect(() => keyEncryptionFrom('c2hvcnQ=')).toThrow(KeyEncryptionFailed));
});
