import { createConnection } from 'mongoose';

/** Drops all databases whose name begins like this: their data would stay in the way of the next case. */
export const dropDatabases = async (mongoUri: string, prefix: string): Promise<void> => {
  const connection = await createConnection(mongoUri).asPromise();
  try {
    const { databases } = await connection.getClient().db().admin().listDatabases({ nameOnly: true });
    for (const { name } of databases) if (name.startsWith(prefix)) await connection.getClient().db(name).dropDatabase();
  } finally {
    await connection.close();
  }
};
