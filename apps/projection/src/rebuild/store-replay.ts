import type { Context, PublishedCommit } from '@redress/kernel';
import { fetchStore } from '@redress/platform';
import type { Replay, ReplayBatch } from '@redress/projections';

export interface StoreReplayOptions {
  readonly contexts: readonly Context[];
  readonly urlOf: (context: Context) => string;
  readonly secret: string;
  readonly signal: AbortSignal;
}

const batchSize = 1000;

/**
 * Reads the stores of all contexts over their stream pages: the truth itself, for when Kafka lost something or a store
 * was restored under it (invariant 8, X5). A further `read` reads everything again; what was applied is skipped.
 */
export class StoreReplay implements Replay {
  constructor(private readonly options: StoreReplayOptions) {}

  async *read(): AsyncGenerator<ReplayBatch> {
    const { contexts, urlOf, secret, signal } = this.options;
    let done = 0;
    let commits: PublishedCommit[] = [];
    for (const context of contexts) {
      const pages = fetchStore({ url: urlOf(context), secret, service: 'projection' }, signal);
      for await (const commit of pages) {
        commits.push(commit);
        done++;
        if (commits.length < batchSize) continue;
        // How much a store holds is not known before its end.
        yield { commits, done, total: done };
        commits = [];
      }
    }
    yield { commits, done, total: done };
  }
}
