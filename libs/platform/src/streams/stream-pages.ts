import { TransientFault, type PublishedCommit } from '@redress/kernel';
import { internalToken } from '../access/internal-token';
import type { StorePage, StreamPage } from './streams.controller';

/** Where stream pages are asked for. */
export interface StreamPagesOptions {
  /** The owner of the streams, without a path. */
  readonly url: string;
  readonly secret: string;
  /** Who asks. */
  readonly service: string;
  /** Milliseconds for one page; default 10,000. */
  readonly timeoutMs?: number;
}

const ask = async <T>(
  path: string,
  { url, secret, service, timeoutMs = 10_000 }: StreamPagesOptions,
  signal?: AbortSignal,
): Promise<T> => {
  const timeout = AbortSignal.timeout(timeoutMs);
  try {
    const answer = await fetch(new URL(path, url), {
      headers: { authorization: `Bearer ${await internalToken(secret, service)}` },
      signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
      redirect: 'error',
    });
    if (!answer.ok) throw new Error(`status ${answer.status}`);
    return (await answer.json()) as T;
  } catch (error) {
    throw new TransientFault(`stream pages cannot be had from their owner`, { cause: error });
  }
};

/** The commits of a stream from one version to another, both included, as far as their owner has them. @throws TransientFault */
export const fetchStream = async (
  streamId: string,
  { from, to }: { readonly from: number; readonly to: number },
  options: StreamPagesOptions,
  signal?: AbortSignal,
): Promise<readonly PublishedCommit[]> => {
  const commits: PublishedCommit[] = [];
  let next: number | undefined = from;
  while (next !== undefined && next <= to) {
    const query = `from=${next}&limit=${Math.min(500, to - next + 1)}`;
    const page: StreamPage = await ask(`/internal/streams/${encodeURIComponent(streamId)}?${query}`, options, signal);
    commits.push(...page.commits);
    next = page.next;
  }
  return commits.filter(({ envelope }) => envelope.version <= to);
};

/** Every commit of a store, in relay order, page by page; memory is bounded by a page. @throws TransientFault */
export async function* fetchStore(options: StreamPagesOptions, signal?: AbortSignal): AsyncGenerator<PublishedCommit> {
  let next: StorePage['next'];
  do {
    const query = new URLSearchParams({ limit: '500' });
    if (next) {
      query.set('afterRecordedAt', next.recordedAt);
      query.set('afterStreamId', next.streamId);
      query.set('afterVersion', String(next.version));
    }
    const page: StorePage = await ask(`/internal/streams?${query.toString()}`, options, signal);
    yield* page.commits;
    next = page.next;
  } while (next);
}
