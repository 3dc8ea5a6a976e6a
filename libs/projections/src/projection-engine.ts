import { isOutage, StoreUnavailable } from '@redress/event-store';
import { versionToken, type PublishedCommit } from '@redress/kernel';
import type { Connection } from 'mongoose';
import { BatchWriter, type FetchMissing } from './batch-writer';
import { Coalescer } from './coalescer';
import { GenerationCollections, lanes } from './collections';
import { digestOf, type CollectionDigest } from './digest';
import { Generations, type Pointer } from './generations';
import type { ReadModelSet } from './read-model';
import { Rebuilder, type Replay } from './rebuilder';
import { Waiters, type WantedVersion } from './waiters';

export interface ProjectionEngineOptions {
  readonly connection: Connection;
  readonly set: ReadModelSet;
  readonly fetchMissing: FetchMissing;
  /** A store was restored from a backup under what was already applied: an alarm, and a rebuild is due (X5). */
  readonly onRestoredStore: (streamIds: readonly string[]) => void;
  /** Most commits in one transaction. Default 1,000. */
  readonly maxBatch?: number;
  /** Most documents of a model in memory during a rebuild. Default 50,000. */
  readonly maxHeld?: number;
}

/** Keeps a set of read models up to date, rebuilds them, and tells readers how far they are (invariants 9 to 11). */
export class ProjectionEngine {
  private readonly generations: Generations;
  private readonly writer: BatchWriter;
  private readonly coalescer: Coalescer<PublishedCommit>;
  private readonly waiters = new Waiters();

  constructor(private readonly options: ProjectionEngineOptions) {
    this.generations = new Generations(options.connection);
    this.writer = new BatchWriter(options.set, options.fetchMissing);
    this.coalescer = new Coalescer((commits) => this.applyNow(commits), options.maxBatch ?? 1000);
  }

  get connection(): Connection {
    return this.options.connection;
  }

  /** Makes the collections and indexes of the live generation. True when the models were built by an older revision. */
  async prepare(): Promise<{ readonly rebuildDue: boolean }> {
    const { live, revision } = await this.generations.prepare(this.options.set.revision);
    await this.collections(live).create();
    await this.collections(live).createIndexes();
    return { rebuildDue: revision !== this.options.set.revision };
  }

  /**
   * Applies commits; resolves when they are stored. Any order across streams, any number of times.
   * @throws TransientFault to be called again · PoisonMessage when a commit can never be applied.
   */
  apply(commits: readonly PublishedCommit[]): Promise<void> {
    return commits.length === 0 ? Promise.resolve() : this.coalescer.add(commits);
  }

  /** The pointer: which generation is live and how a rebuild is doing. */
  pointer(): Promise<Pointer> {
    return this.generations.read();
  }

  /** The generation that readers see. */
  async live(): Promise<GenerationCollections> {
    return this.collections((await this.generations.read()).live);
  }

  /** The collections of a generation, live or not. */
  collections(generation: number): GenerationCollections {
    return new GenerationCollections(this.options.connection, this.options.set, generation);
  }

  /**
   * Waits until the live models are at least as far as the tokens say.
   * Answers with those that are still not reached after `timeoutMs` (decisions.md 19).
   */
  async waitFor(wanted: readonly WantedVersion[], timeoutMs = 2000): Promise<readonly string[]> {
    const reached = await Promise.all(
      wanted.map((one) =>
        this.waiters.until(one, async () => (await this.appliedVersion(one.streamId)) >= one.version, timeoutMs),
      ),
    );
    return wanted.flatMap(({ streamId, version }, index) => (reached[index] ? [] : [versionToken(streamId, version)]));
  }

  /** The version of a stream that the live models have applied; 0 when none. */
  async appliedVersion(streamId: string): Promise<number> {
    const generation = await this.live();
    for (const model of this.options.set.models) {
      const place = model.place(streamId);
      if (!place) continue;
      const options = { projection: { sections: 1 }, readConcern: { level: 'local' } } as const;
      const found = await Promise.all(
        lanes.map((lane) => generation.documents(model, lane).findOne({ _id: place.key }, options)),
      );
      return Math.max(0, ...found.map((document) => document?.sections[place.section]?.version ?? 0));
    }
    return 0;
  }

  /**
   * Builds everything anew beside the live models and switches; resolves with the new generation.
   * `onBegun` hears of it as soon as the rebuild is claimed. @throws RebuildRunning when another one is under way
   */
  rebuild(replay: Replay, onBegun?: (generation: number) => void): Promise<number> {
    const { connection, set, fetchMissing, maxHeld = 50_000 } = this.options;
    const { generations, writer } = this;
    return new Rebuilder({ connection, set, fetchMissing, maxHeld, generations, writer }).run(replay, onBegun);
  }

  /** What a generation holds, to compare it with another byte for byte. */
  digest(generation: number): Promise<readonly CollectionDigest[]> {
    return digestOf(this.collections(generation));
  }

  private async applyNow(commits: readonly PublishedCommit[]): Promise<void> {
    try {
      // Read after the messages were: that is what makes the switch of a rebuild lose nothing (see Rebuilder).
      const { live, building } = await this.generations.read();
      const { fresh, restored } = await this.writer.apply(this.collections(live), commits);
      if (building?.phase === 'following') await this.applyBeside(building.generation, commits);
      this.waiters.applied(fresh);
      if (restored.length > 0) this.options.onRestoredStore([...new Set(restored)]);
    } catch (error) {
      throw isOutage(error) ? new StoreUnavailable('read models', { cause: error }) : error;
    }
  }

  /** A rebuild that cannot follow is given up; the live models go on. */
  private async applyBeside(generation: number, commits: readonly PublishedCommit[]): Promise<void> {
    try {
      await this.writer.apply(this.collections(generation), commits);
    } catch (error) {
      await this.generations.abandon(generation, error instanceof Error ? error.message : String(error));
    }
  }
}
