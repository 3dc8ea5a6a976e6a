import type { PublishedCommit } from '@redress/kernel';
import type { Connection } from 'mongoose';
import { randomUUID } from 'node:crypto';
import { fetchGaps, type BatchWriter, type FetchMissing } from './batch-writer';
import { BulkFold } from './bulk-fold';
import { GenerationCollections } from './collections';
import type { Generations } from './generations';
import type { ReadModelSet } from './read-model';

/** Commits read again, and how far that is. */
export interface ReplayBatch {
  readonly commits: readonly PublishedCommit[];
  /** Messages read so far, and how many there are, of this reader. */
  readonly done: number;
  readonly total: number;
}

/**
 * A reader over everything that was published, per stream in order. The first `read` starts at the beginning, each
 * further one where the last ended; each ends at what was the end when it was called.
 */
export interface Replay {
  read(): AsyncIterable<ReplayBatch>;
}

export interface RebuilderOptions {
  readonly connection: Connection;
  readonly set: ReadModelSet;
  readonly generations: Generations;
  readonly writer: BatchWriter;
  readonly fetchMissing: FetchMissing;
  /** Most documents of a model in memory while filling. */
  readonly maxHeld: number;
}

const aliveEveryMs = 3000;
const followSize = 500;

/**
 * Builds the next generation beside the live one and makes it live in one step (invariant 10).
 *
 * Why nothing is lost at the switch, without stopping the live side: a batch decides where it goes by reading the
 * pointer after its messages were read from Kafka. Once the pointer says `following`, later batches go to both
 * generations; earlier ones consist of messages that were published before, and the second `read` brings all of those.
 */
export class Rebuilder {
  constructor(private readonly options: RebuilderOptions) {}

  /** @throws RebuildRunning when another one is under way; any other error leaves the live generation as it was. */
  async run(replay: Replay, onBegun?: (generation: number) => void): Promise<number> {
    const { generations, connection, set } = this.options;
    const owner = randomUUID();
    const { live, building } = await generations.begin(owner);
    const { generation } = building;
    onBegun?.(generation);
    const progress = { done: 0, total: 0 };
    const beat = setInterval(() => {
      generations.progress(generation, owner, progress.done, progress.total).catch(() => undefined);
    }, aliveEveryMs);
    try {
      await this.dropOthers(live, generation);
      const target = new GenerationCollections(connection, set, generation);
      await target.create();
      await this.fill(target, replay, progress);
      await target.createIndexes();
      await generations.follow(generation, owner);
      await this.follow(target, replay, progress);
      await generations.progress(generation, owner, progress.done, progress.total);
      await generations.switchTo(generation, owner, set.revision);
      return generation;
    } catch (error) {
      await generations.abandon(generation, reasonOf(error)).catch(() => undefined);
      throw error;
    } finally {
      clearInterval(beat);
    }
  }

  private async fill(target: GenerationCollections, replay: Replay, progress: { done: number; total: number }) {
    const fold = new BulkFold(this.options.set, target.unshared(), this.options.maxHeld);
    for await (const { commits, done, total } of replay.read()) {
      for (let gaps = await fold.add(commits); gaps.length > 0;) {
        gaps = await fold.add([...(await fetchGaps(this.options.fetchMissing, gaps)), ...commits]);
      }
      Object.assign(progress, { done, total });
    }
    await fold.finish();
  }

  private async follow(target: GenerationCollections, replay: Replay, progress: { done: number; total: number }) {
    for await (const { commits, done, total } of replay.read()) {
      for (let from = 0; from < commits.length; from += followSize) {
        await this.options.writer.apply(target, commits.slice(from, from + followSize));
      }
      Object.assign(progress, { done, total });
    }
  }

  /** Leftovers of rebuilds that were killed, and the generation before the live one. */
  private async dropOthers(live: number, building: number): Promise<void> {
    for (let generation = Math.max(1, building - 20); generation < building; generation++) {
      if (generation !== live)
        await new GenerationCollections(this.options.connection, this.options.set, generation).drop();
    }
  }
}

const reasonOf = (error: unknown): string =>
  error instanceof Error ? `${error.name}: ${error.message}` : String(error);
