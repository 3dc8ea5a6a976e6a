import { mongo } from 'mongoose';

/** The replica set of every mongod we start. */
export const replicaSet = 'rs0';

const within = 2_000;

interface Hello {
  readonly setName?: string;
  readonly isWritablePrimary: boolean;
}

interface SetConfig {
  readonly config: {
    readonly version: number;
    readonly members: readonly { readonly _id: number; readonly host: string }[];
  };
}

type Admin = (command: Record<string, unknown>) => Promise<mongo.BSON.Document>;

const ask = async <T>(uri: string, question: (admin: Admin) => Promise<T>): Promise<T | undefined> => {
  const client = new mongo.MongoClient(uri, {
    serverSelectionTimeoutMS: within,
    connectTimeoutMS: within,
    socketTimeoutMS: 10_000,
    maxPoolSize: 1,
  });
  try {
    return await question((command) => client.db('admin').command(command));
  } catch {
    return undefined; // not there yet, or no longer
  } finally {
    await client.close();
  }
};

/** After a change of port the set still names the old one, and mongod does not find itself in it. */
const renameMember = async (admin: Admin, host: string): Promise<void> => {
  const { config } = (await admin({ replSetGetConfig: 1 })) as mongo.BSON.Document & SetConfig;
  if (config.members[0]?.host === host) return; // the election is under way
  await admin({
    replSetReconfig: { ...config, version: config.version + 1, members: [{ ...config.members[0], _id: 0, host }] },
    force: true,
  });
};

const makePrimary = async (admin: Admin, host: string): Promise<void> => {
  const hello = (await admin({ hello: 1 })) as mongo.BSON.Document & Hello;
  if (hello.isWritablePrimary) return;
  const config = { _id: replicaSet, members: [{ _id: 0, host }] };
  const initiated = await admin({ replSetInitiate: config }).then(
    () => true,
    () => false, // done by an earlier start
  );
  if (!initiated) await renameMember(admin, host);
};

/**
 * Whether the mongod at `host` (`address:port`) is the process `pid` and takes writes. Initiates its replica set of one
 * on the way, and follows a changed port.
 */
export const becamePrimary = async (host: string, pid: number): Promise<boolean> => {
  const answer = await ask(`mongodb://${host}/?directConnection=true`, async (admin) => {
    const status = (await admin({ serverStatus: 1, repl: 0, metrics: 0, wiredTiger: 0 })) as { pid?: unknown };
    if (Number(status.pid) !== pid) return false;
    await makePrimary(admin, host);
    for (let tries = 0; tries < 100; tries += 1) {
      const hello = (await admin({ hello: 1 })) as mongo.BSON.Document & Hello;
      if (hello.isWritablePrimary) return true;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    return false;
  });
  return answer ?? false;
};

/** What is wrong with a MongoDB that was given to us, in words; undefined when it fits. */
export const mongoFault = async (uri: string): Promise<string | undefined> => {
  const hello = await ask(uri, async (admin) => (await admin({ hello: 1 })) as mongo.BSON.Document & Hello);
  if (!hello) return 'does not answer';
  return hello.setName
    ? undefined
    : 'is no replica set; transactions and change streams need one (a set of one will do)';
};
