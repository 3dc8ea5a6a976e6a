import { realServices, uniqueName } from '@redress/testing';
import { eventStoreContract } from './event-store.contract';
import { databaseOf, openStoreConnection } from './mongo-connection';
import { MongoEventStore } from './mongo-event-store';

describe('MongoEventStore', () => {
  eventStoreContract(async () => {
    const connection = await openStoreConnection(realServices().mongoUri, uniqueName());
    const commits = new MongoEventStore({ connection, context: 'intake', time: { now: () => Date.now() } }).commits;
    return {
      open: async (options) => {
        const store = new MongoEventStore({
          connection,
          context: 'intake',
          time: { now: () => Date.now() },
          ...options,
        });
        await store.migrate();
        await store.assertReady();
        return store;
      },
      tamper: async (commitId, change) => {
        const document = await commits.findOne({ _id: commitId });
        if (document) await commits.replaceOne({ _id: commitId }, change(document));
      },
      remove: async (commitId) => {
        await commits.deleteOne({ _id: commitId });
      },
      close: async () => {
        await databaseOf(connection).dropDatabase();
        await connection.close();
      },
    };
  });
});
