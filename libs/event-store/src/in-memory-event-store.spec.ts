import type { CommitDocument } from './commit-document';
import { eventStoreContract } from './event-store.contract';
import { InMemoryEventStore } from './in-memory-event-store';

describe('InMemoryEventStore', () => {
  eventStoreContract(() => {
    const documents = new Map<string, CommitDocument>();
    return Promise.resolve({
      open: (options) => Promise.resolve(new InMemoryEventStore({ context: 'intake', documents, ...options })),
      tamper: (commitId, change) => {
        const document = documents.get(commitId);
        if (document) documents.set(commitId, change(document));
        return Promise.resolve();
      },
      remove: (commitId) => {
        documents.delete(commitId);
        return Promise.resolve();
      },
      close: () => Promise.resolve(),
    });
  });
});
