import type { PublishedCommit } from '@redress/kernel';
import { commitsByModel, counterWrites, findDocuments, keysOf, logRow } from './batch-writer';
import { lanes, type GenerationCollections, type LogRow } from './collections';
import { CounterChanges } from './counters';
import { planBatch, type BatchPlan, type Gap } from './plan-batch';
import { laneOf, type Lane, type ModelDocument, type ReadModel, type ReadModelSet } from './read-model';

interface Held {
  document: ModelDocument;
  /** Whether MongoDB has a document with this key. */
  stored: boolean;
  /** Whether it differs from what MongoDB has. */
  dirty: boolean;
}

type Cache = Map<string, Held>;

const writeSize = 1000;

/**
 * Fills an empty generation that nobody else touches: folds in memory and writes a document once, when the memory
 * it may use is full or the end is reached. That is where a rebuild gets its speed; the counters follow at the end.
 */
export class BulkFold {
  private readonly caches = new Map<string, Cache>();
  /** Collections of which documents have left memory, so that a miss must be looked up. */
  private readonly evicted = new Set<string>();
  private readonly rows: Record<Lane, LogRow[]> = { main: [], drill: [] };
  private writing: Promise<unknown> = Promise.resolve();
  private readonly counters: Record<Lane, CounterChanges> = { main: new CounterChanges(), drill: new CounterChanges() };

  constructor(
    private readonly set: ReadModelSet,
    private readonly target: GenerationCollections,
    /** Most documents of a model held in memory. */
    private readonly maxHeld: number,
  ) {}

  /** Folds commits in. Answers with what is missing; those streams are not folded any further until it came. */
  async add(commits: readonly PublishedCommit[]): Promise<readonly Gap[]> {
    const gaps: Gap[] = [];
    for (const lane of lanes) {
      const ofLane = commits.filter((commit) => laneOf(commit) === lane);
      for (const [model, ofModel] of commitsByModel(this.set.models, ofLane)) {
        const plan = planBatch(model, await this.hold(model, lane, keysOf(model, ofModel)), ofModel);
        this.take(model, lane, plan);
        gaps.push(...plan.gaps);
        await this.relieve(model, lane);
      }
      if (this.rows[lane].length >= writeSize) await this.beside(() => this.writeRows(lane));
    }
    return gaps;
  }

  /** Writes everything that is still in memory. */
  async finish(): Promise<void> {
    await this.writing;
    for (const lane of lanes) {
      for (const model of this.set.models) {
        const cache = this.cacheOf(model, lane);
        await this.writeHeld(model, lane, [...cache.values()]);
        cache.clear();
      }
      await this.writeRows(lane);
      const increments = counterWrites(this.counters[lane]);
      if (increments.length > 0) await this.target.counters(lane).bulkWrite(increments);
    }
  }

  /** Lets MongoDB write while the next commits are folded; one write at a time, its failure comes out at the next. */
  private async beside(write: () => Promise<void>): Promise<void> {
    await this.writing;
    this.writing = write();
    this.writing.catch(() => undefined);
  }

  private cacheOf(model: ReadModel, lane: Lane): Cache {
    const name = this.target.documents(model, lane).collectionName;
    const cache = this.caches.get(name) ?? (new Map() as Cache);
    this.caches.set(name, cache);
    return cache;
  }

  private async hold(model: ReadModel, lane: Lane, keys: readonly string[]): Promise<Map<string, ModelDocument>> {
    const collection = this.target.documents(model, lane);
    const cache = this.cacheOf(model, lane);
    const missing = keys.filter((key) => !cache.has(key));
    if (missing.length > 0 && this.evicted.has(collection.collectionName)) {
      for (const [key, document] of await findDocuments(collection, missing)) {
        cache.set(key, { document, stored: true, dirty: false });
      }
    }
    const held = new Map<string, ModelDocument>();
    for (const key of keys) {
      const one = cache.get(key);
      if (one) held.set(key, one.document);
    }
    return held;
  }

  private take(model: ReadModel, lane: Lane, { changes, fresh }: BatchPlan): void {
    const cache = this.cacheOf(model, lane);
    for (const [key, change] of changes) {
      const stored = cache.get(key)?.stored ?? false;
      cache.delete(key);
      cache.set(key, { document: change.after, stored, dirty: true });
      this.counters[lane].note(model, change);
    }
    this.rows[lane].push(...fresh.flatMap((commit) => logRow(this.set, commit)));
  }

  /** Lets the documents go that were changed longest ago. */
  private async relieve(model: ReadModel, lane: Lane): Promise<void> {
    const cache = this.cacheOf(model, lane);
    if (cache.size <= this.maxHeld) return;
    const leaving = [...cache].slice(0, Math.ceil(cache.size / 4));
    await this.writeHeld(
      model,
      lane,
      leaving.map(([, held]) => held),
    );
    leaving.forEach(([key]) => cache.delete(key));
    this.evicted.add(this.target.documents(model, lane).collectionName);
  }

  private async writeHeld(model: ReadModel, lane: Lane, held: readonly Held[]): Promise<void> {
    const collection = this.target.documents(model, lane);
    const dirty = held.filter((one) => one.dirty);
    const fresh = dirty.filter(({ stored }) => !stored).map(({ document }) => document);
    const known = dirty.filter(({ stored }) => stored).map(({ document }) => document);
    for (let from = 0; from < fresh.length; from += writeSize) {
      await collection.insertMany(fresh.slice(from, from + writeSize), { ordered: false });
    }
    for (let from = 0; from < known.length; from += writeSize) {
      const part = known.slice(from, from + writeSize);
      const writes = part.map((replacement) => ({ replaceOne: { filter: { _id: replacement._id }, replacement } }));
      await collection.bulkWrite(writes, { ordered: false });
    }
  }

  private async writeRows(lane: Lane): Promise<void> {
    const rows = this.rows[lane].splice(0);
    for (let from = 0; from < rows.length; from += writeSize) {
      await this.target.log(lane).insertMany(rows.slice(from, from + writeSize), { ordered: false });
    }
  }
}
