import { databaseOf, DatabaseTime, MongoEventStore, openStoreConnection } from '@redress/event-store';
import { randomBytes } from 'node:crypto';
import type { Connection } from 'mongoose';
import type { CaseContext } from '../measure/bench-case';

/** A database of a case's own, on the connection the services use, with the product's event store in it. */
export interface ProductStore {
  readonly connection: Connection;
  readonly store: MongoEventStore;
  /** Drops the database and closes the connection. */
  readonly close: () => Promise<void>;
}

/** Opens an empty event store. */
export const openProductStore = async ({
  backing,
  cleanup,
}: Pick<CaseContext, 'backing' | 'cleanup'>): Promise<ProductStore> => {
  const connection = await openStoreConnection(await backing.mongoUri(), `bench_${randomBytes(4).toString('hex')}`);
  const time = await DatabaseTime.start(connection);
  const store = new MongoEventStore({ connection, context: 'intake', time });
  await store.migrate();
  await store.assertReady();
  const close = cleanup.add(async () => {
    time.stop();
    await databaseOf(connection).dropDatabase();
    await connection.close();
  });
  return { connection, store, close };
};
