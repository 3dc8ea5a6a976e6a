import type { Connection } from 'mongoose';

import { realServices, uniqueName } from './real-services';

/** A database of its own for one spec file. */
export interface TestDatabase {
  readonly name: string;
  readonly connection: Connection;
  /** Drops the database and closes the connection. */
  drop(): Promise<void>;
}

/**
 * Opens a database with a unique name on the real MongoDB.
 * The driver is loaded on first use, so that pure specs do not pay for it.
 */
export const openTestDatabase = async (): Promise<TestDatabase> => {
  const { createConnection } = await import('mongoose');
  const name = uniqueName('test');
  const connection = await createConnection(realServices().mongoUri, {
    dbName: name,
    autoIndex: false,
    bufferCommands: false,
    serverSelectionTimeoutMS: 5_000,
  }).asPromise();
  return {
    name,
    connection,
    drop: async () => {
      await connection.dropDatabase();
      await connection.close();
    },
  };
};
