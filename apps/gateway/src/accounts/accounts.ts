import { durableCollection, guarded, isDuplicateKey } from '@redress/event-store';
import type { Connection, mongo } from 'mongoose';
import type { Account } from './account';

/** A page of accounts in the order of their usernames; `next` is absent on the last. */
export interface AccountPage {
  readonly items: readonly Account[];
  readonly next?: string;
}

/** The accounts of this deployment, in MongoDB. Every method throws StoreUnavailable when the database is away. */
export class Accounts {
  private readonly accounts: mongo.Collection<Account>;
  private readonly marks: mongo.Collection<{ _id: string; at: Date }>;

  constructor(private readonly connection: Connection) {
    this.accounts = durableCollection<Account>(connection, 'accounts');
    this.marks = durableCollection(connection, 'marks');
  }

  /** Creates the indexes; safe to repeat. */
  async prepare(): Promise<void> {
    await guarded('account indexes', () =>
      this.accounts.createIndexes([
        { key: { username: 1 }, name: 'username', unique: true },
        { key: { siteId: 1, username: 1 }, name: 'site_username' },
      ]),
    );
    // The first accounts are written in a transaction, which creates no collections.
    await guarded('account marks', () => this.marks.createIndex({ at: 1 }, { name: 'at' }));
  }

  byUsername(username: string): Promise<Account | null> {
    return guarded('account look-up', () => this.accounts.findOne({ username }));
  }

  byId(staffId: string): Promise<Account | null> {
    return guarded('account look-up', () => this.accounts.findOne({ _id: staffId }));
  }

  /** Adds an account; false when the username is taken. */
  async add(account: Account): Promise<boolean> {
    try {
      await guarded('account', () => this.accounts.insertOne(account));
      return true;
    } catch (error) {
      if (isDuplicateKey(error)) return false;
      throw error;
    }
  }

  /** Accounts of a site after a username, at most `limit`. */
  async page(siteId: string, limit: number, after?: string): Promise<AccountPage> {
    const filter = after === undefined ? { siteId } : { siteId, username: { $gt: after } };
    const found = await guarded('account list', () =>
      this.accounts
        .find(filter)
        .sort({ username: 1 })
        .limit(limit + 1)
        .toArray(),
    );
    const items = found.slice(0, limit);
    const last = items.at(-1);
    return found.length > limit && last ? { items, next: last.username } : { items };
  }

  /** Replaces a password. */
  async setPassword(staffId: string, passwordHash: string): Promise<void> {
    await guarded('password', () => this.accounts.updateOne({ _id: staffId }, { $set: { passwordHash } }));
  }

  /** Adds the first accounts, all or none; false when there were accounts before, whoever asks at the same time. */
  async addFirst(accounts: readonly Account[]): Promise<boolean> {
    if ((await guarded('account count', () => this.accounts.findOne({}, { projection: { _id: 1 } }))) !== null)
      return false;
    try {
      await guarded('first accounts', () =>
        this.connection.getClient().withSession((session) =>
          session.withTransaction(async () => {
            await this.marks.insertOne({ _id: 'first-accounts', at: new Date() }, { session });
            await this.accounts.insertMany([...accounts], { session });
          }),
        ),
      );
      return true;
    } catch (error) {
      if (isDuplicateKey(error)) return false;
      throw error;
    }
  }
}
