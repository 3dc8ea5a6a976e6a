import { createConnection, type Connection, type mongo } from 'mongoose';
import { guarded, StoreUnavailable } from './mongo-faults';

/** The write concern of everything that must not be lost: majority, journalled, at most 5 s of waiting (pitfalls M1). */
export const durable = { w: 'majority', journal: true, wtimeoutMS: 5000 } as const;

/** Reads see what no failover can take back, and always ask the primary (pitfalls M1). */
export const committedReads = { readConcern: { level: 'majority' }, readPreference: 'primary' } as const;

/** What a connection to a store must be like; `assertReady` checks it (pitfalls M1, M3, M6). */
export const connectionOptions = {
  autoIndex: false,
  autoCreate: false,
  bufferCommands: false,
  serverSelectionTimeoutMS: 5000,
  connectTimeoutMS: 5000,
  socketTimeoutMS: 30_000,
  retryWrites: true,
  retryReads: true,
  writeConcern: durable,
  appName: 'redress',
  ...committedReads,
} as const;

/**
 * Connects to one database of a service, with every concern and timeout explicit.
 * @throws StoreUnavailable when no primary is found within 5 s.
 */
export const openStoreConnection = async (uri: string, dbName: string): Promise<Connection> => {
  const connection = createConnection(uri, { ...connectionOptions, dbName });
  // Without a listener an 'error' event of the emitter would end the process; operations report outages themselves.
  connection.on('error', () => undefined);
  try {
    return await connection.asPromise();
  } catch (error) {
    await connection.destroy(true).catch(() => undefined);
    if (error instanceof Error && error.name === 'MongooseServerSelectionError') {
      throw new StoreUnavailable(`connect to ${dbName}`, { cause: error });
    }
    throw error;
  }
};

/** The native database behind a connection: no schema, no minimize, no buffering in between (pitfalls M4, M6). */
export const databaseOf = (connection: Connection): mongo.Db => connection.getClient().db(connection.name);

/** A native collection whose writes are durable and whose reads are committed; undefined members are left out. */
export const durableCollection = <T extends mongo.Document>(
  connection: Connection,
  name: string,
): mongo.Collection<T> =>
  databaseOf(connection).collection<T>(name, { writeConcern: durable, ...committedReads, ignoreUndefined: true });

/**
 * For readiness: resolves when a writable primary answers.
 * @throws StoreUnavailable when there is none (pitfalls M6).
 */
export const assertPrimary = async (connection: Connection): Promise<void> => {
  const hello = await guarded('readiness', () => databaseOf(connection).command({ hello: 1 }, { timeoutMS: 2000 }));
  if (hello.isWritablePrimary !== true) throw new StoreUnavailable('readiness');
};
