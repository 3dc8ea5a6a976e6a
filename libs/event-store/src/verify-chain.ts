import { expectedHash, type CommitDocument } from './commit-document';
import { noStream, type ChainFault } from './event-store';

/**
 * Everything wrong in documents that come ordered by (streamId, version).
 * Of a hole the first missing version is named. What a chain alone cannot show: commits cut off its end.
 */
export async function* chainFaults(documents: AsyncIterable<CommitDocument>): AsyncGenerator<ChainFault> {
  let last: CommitDocument | undefined;
  for await (const document of documents) {
    yield* faultsOf(document, last?.streamId === document.streamId ? last : undefined);
    last = document;
  }
}

function* faultsOf(document: CommitDocument, before: CommitDocument | undefined): Generator<ChainFault> {
  const { streamId, version } = document;
  const expected = (before?.version ?? 0) + 1;
  if (version !== expected) yield { streamId, version: expected, reason: 'hole' };
  else if (document.prevHash !== (before?.hash ?? noStream.hash)) yield { streamId, version, reason: 'chain-broken' };
  if (expectedHash(document) !== document.hash) yield { streamId, version, reason: 'hash-mismatch' };
}
