import { durableCollection, guarded, isDuplicateKey } from '@redress/event-store';
import type { Connection, mongo } from 'mongoose';
import { randomBytes } from 'node:crypto';
import type { KeyEncryption, WrappedKey } from './key-encryption';
import { PersonErased, PersonUnknown, type PersonKey, type PersonKeyBatches, type PersonKeys } from './person-keys';

interface StoredKey extends Partial<WrappedKey> {
  readonly _id: string;
  /** The site the person's data was first taken in at. */
  readonly siteId?: string;
  readonly createdAt: Date;
  /** Set when the key was destroyed; the tombstone stays, so that no new key is ever made for the person. */
  readonly erasedAt?: Date;
}

/**
 * The vault of intake: one data key per person, wrapped, in the collection `person_keys` (decisions.md 14).
 * It keeps no key in memory: an erased one is gone at once, whichever instance erased it, and other services, which
 * keep keys for minutes, never count those minutes from a copy that was minutes old itself.
 * Backups of it must not outlive an erasure: docs/adr/0005.
 */
export class MongoVault implements PersonKeys, PersonKeyBatches {
  private readonly keys: mongo.Collection<StoredKey>;

  constructor(
    connection: Connection,
    private readonly encryption: KeyEncryption,
  ) {
    this.keys = durableCollection<StoredKey>(connection, 'person_keys');
  }

  async keyOf(personId: string, { createFor }: { readonly createFor?: string } = {}): Promise<PersonKey> {
    const stored = await (createFor === undefined ? this.find(personId) : this.findOrCreate(personId, createFor));
    if (!stored) throw new PersonUnknown(personId);
    return this.open(stored);
  }

  async keysOf(personIds: readonly string[]): ReturnType<PersonKeyBatches['keysOf']> {
    const found = await guarded('read keys', () => this.keys.find({ _id: { $in: [...personIds] } }).toArray());
    const stored = new Map(found.map((one) => [one._id, one]));
    const keyOrReason = async (personId: string) => {
      const one = stored.get(personId);
      if (!one) return 'unknown' as const;
      return one.wrapped === undefined ? ('erased' as const) : this.open(one);
    };
    return new Map(await Promise.all(personIds.map(async (each) => [each, await keyOrReason(each)] as const)));
  }

  /** The site whose person this is; undefined for nobody's. Stays known after an erasure. */
  async siteOf(personId: string): Promise<string | undefined> {
    return (await this.find(personId))?.siteId;
  }

  forget(_personId: string): void {
    // Nothing is kept here.
  }

  /** Destroys the key. True when this call did it; a person without a key gets a tombstone all the same. */
  async erase(personId: string): Promise<boolean> {
    const now = new Date();
    const before = await guarded('erase a key', () =>
      this.keys.findOneAndUpdate(
        { _id: personId },
        { $unset: { wrapped: '', kekId: '' }, $min: { erasedAt: now }, $setOnInsert: { createdAt: now } },
        { upsert: true, returnDocument: 'before' },
      ),
    );
    return before?.erasedAt === undefined;
  }

  /** Puts every key under the current key-encryption key; the data keys stay. Returns how many were rewrapped. */
  async rotate(): Promise<number> {
    let rewrapped = 0;
    const stale = this.keys.find({ wrapped: { $exists: true }, kekId: { $ne: this.encryption.currentId } });
    for await (const { _id, wrapped, kekId } of stale) {
      if (wrapped === undefined || kekId === undefined) continue;
      const next = await this.encryption.wrap(await this.encryption.unwrap({ kekId, wrapped }, _id), _id);
      // Only over the very key that was read: an erasure meanwhile must win.
      const { modifiedCount } = await this.keys.updateOne({ _id, wrapped }, { $set: next });
      rewrapped += modifiedCount;
    }
    return rewrapped;
  }

  private find(personId: string): Promise<StoredKey | null> {
    return guarded('read a key', () => this.keys.findOne({ _id: personId }));
  }

  /** One round trip for a person who is new, as most are; one who is not keeps the key that is there. */
  private async findOrCreate(personId: string, siteId: string): Promise<StoredKey | null> {
    const made = { siteId, ...(await this.encryption.wrap(randomBytes(32), personId)), createdAt: new Date() };
    const upsert = () =>
      this.keys.findOneAndUpdate({ _id: personId }, { $setOnInsert: made }, { upsert: true, returnDocument: 'after' });
    // Two first users of one person meet here: the loser finds the winner's key.
    return guarded('make a key', () =>
      upsert().catch((error: unknown) => (isDuplicateKey(error) ? upsert() : Promise.reject(error as Error))),
    );
  }

  private async open({ _id: personId, wrapped, kekId }: StoredKey): Promise<PersonKey> {
    if (wrapped === undefined || kekId === undefined) throw new PersonErased(personId);
    return { personId, key: await this.encryption.unwrap({ kekId, wrapped }, personId) };
  }
}
