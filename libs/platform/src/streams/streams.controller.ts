import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import type { EventStore, ScanPosition, StoredCommit } from '@redress/event-store';
import type { PublishedCommit } from '@redress/kernel';
import { Internal } from '../access/access.decorators';
import { EVENT_STORE } from '../injection-tokens';
import { StorePageQuery, StreamIdDto, StreamPageQuery } from './streams.dto';

/** A stored commit as others see it; the relay sends the same (`publishedCommit` of `@redress/relay`). */
export type ToPublished = (stored: StoredCommit) => PublishedCommit;

/** Injects the service's ToPublished. */
export const TO_PUBLISHED = Symbol('TO_PUBLISHED');

/** Commits of one stream; `next` is the version to go on from, absent on the last page. */
export interface StreamPage {
  readonly commits: readonly PublishedCommit[];
  readonly next?: number;
}

/** Commits of all streams; `next` is the place to go on after, absent on the last page. */
export interface StorePage {
  readonly commits: readonly PublishedCommit[];
  readonly next?: ScanPosition;
}

/** A page ends when it holds this many bytes, roughly. */
const pageBytes = 4 * 1024 * 1024;

const sizeOf = (commit: PublishedCommit): number => JSON.stringify(commit).length;

const positionOf = ({ recordedAt, streamId, version }: StoredCommit): ScanPosition => ({
  recordedAt,
  streamId,
  version,
});

/** Stream pages for other services, for the repair of gaps and for rebuilds (decisions.md 7). Personal data stays sealed. */
@Controller('internal/streams')
export class StreamsController {
  constructor(
    @Inject(EVENT_STORE) private readonly store: EventStore,
    @Inject(TO_PUBLISHED) private readonly toPublished: ToPublished,
  ) {}

  @Internal()
  @Get(':streamId')
  async stream(@Param() { streamId }: StreamIdDto, @Query() { from, limit }: StreamPageQuery): Promise<StreamPage> {
    const found = await this.store.readStream(streamId, from, limit + 1);
    const commits: PublishedCommit[] = [];
    let bytes = 0;
    for (const stored of found) {
      if (commits.length === limit || bytes > pageBytes) return { commits, next: stored.version };
      const commit = this.toPublished(stored);
      commits.push(commit);
      bytes += sizeOf(commit);
    }
    return { commits };
  }

  @Internal()
  @Get()
  async all(@Query() { afterRecordedAt, afterStreamId, afterVersion, limit }: StorePageQuery): Promise<StorePage> {
    const after: Partial<ScanPosition> = {
      ...(afterRecordedAt === undefined ? {} : { recordedAt: afterRecordedAt }),
      ...(afterStreamId === undefined ? {} : { streamId: afterStreamId }),
      ...(afterVersion === undefined ? {} : { version: afterVersion }),
    };
    const commits: PublishedCommit[] = [];
    let last: StoredCommit | undefined;
    let bytes = 0;
    for await (const stored of this.store.scan(after)) {
      if (last && (commits.length === limit || bytes > pageBytes)) return { commits, next: positionOf(last) };
      const commit = this.toPublished(stored);
      commits.push(commit);
      bytes += sizeOf(commit);
      last = stored;
    }
    return { commits };
  }
}
