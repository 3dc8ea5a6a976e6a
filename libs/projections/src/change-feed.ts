import { databaseOf } from '@redress/event-store';
import { mongo } from 'mongoose';
import { setTimeout as sleep } from 'node:timers/promises';
import { FeedSubscription, type FeedEvent } from './feed-subscription';
import type { ProjectionEngine } from './projection-engine';

/** A document of the live models changed. */
export interface DocumentChange {
  /** The model's name, without generation. */
  readonly model: string;
  readonly key: string;
  readonly document: Readonly<Record<string, unknown>>;
}

export interface ChangeFeedOptions<T> {
  readonly engine: ProjectionEngine;
  /** Models (or `counters`) whose changes are followed, drills not included. */
  readonly models: readonly string[];
  /** What subscribers get to hear of a change; undefined for nothing. */
  readonly pick: (change: DocumentChange) => T | undefined;
  readonly onError: (error: unknown) => void;
  /** Events kept for readers that come back. Default 2,000. */
  readonly kept?: number;
}

const pointers = 'read_models';
const reopenMs = 500;
/** Most events a reader that comes back may have missed; one that missed more reads everything anew. */
const maxCatchUp = 10_000;

type Change = mongo.ChangeStreamDocument<Record<string, unknown>>;

/**
 * Tells readers what changes in the live read models: one change stream for all of them, with resume. An event's id is
 * the generation and the change stream's token, so that a reader may come back after a restart of this process too.
 */
export class ChangeFeed<T> {
  private readonly subscriptions = new Set<FeedSubscription<T>>();
  private recent: FeedEvent<T>[] = [];
  private generation = 0;
  /** The change stream's place, to go on from after a fault that passes. */
  private place?: unknown;
  private running?: Promise<void>;
  private stopped = true;

  constructor(private readonly options: ChangeFeedOptions<T>) {}

  start(): void {
    this.stopped = false;
    this.running = this.run();
  }

  async stop(): Promise<void> {
    this.stopped = true;
    for (const subscription of this.subscriptions) subscription.close();
    await this.running;
  }

  /** Changes from now on, or after an id; the first item is `reset` when the id can no longer be resumed. */
  async subscribe(after?: string): Promise<FeedSubscription<T>> {
    const subscription = new FeedSubscription<T>(maxCatchUp, (closed) => this.subscriptions.delete(closed));
    this.subscriptions.add(subscription);
    if (after === undefined) return subscription;
    const missed = this.missedInMemory(after) ?? (await this.missedInLog(after));
    if (missed) subscription.catchUp(missed);
    else subscription.push('reset');
    return subscription;
  }

  private missedInMemory(after: string): readonly FeedEvent<T>[] | undefined {
    const at = this.recent.findIndex(({ id }) => id === after);
    return at === -1 ? undefined : this.recent.slice(at + 1);
  }

  /** Reads the oplog again from the reader's place; undefined when it has been cut off or belongs to other collections. */
  private async missedInLog(after: string): Promise<readonly FeedEvent<T>[] | undefined> {
    const [generation, token] = after.split('.', 2);
    const { live } = await this.options.engine.pointer();
    if (generation !== String(live) || !token || !/^[0-9A-Fa-f]{2,512}$/.test(token)) return undefined;
    try {
      const stream = this.open(live, { resumeAfter: { _data: token.toUpperCase() } });
      try {
        return await this.readToNow(stream, live);
      } finally {
        await stream.close();
      }
    } catch (error) {
      this.options.onError(error);
      return undefined;
    }
  }

  private async readToNow(
    stream: mongo.ChangeStream,
    generation: number,
  ): Promise<readonly FeedEvent<T>[] | undefined> {
    const missed: FeedEvent<T>[] = [];
    for (let change = await stream.tryNext(); change; change = await stream.tryNext()) {
      const event = this.eventOf(change, generation);
      if (event) missed.push(event);
      if (missed.length > maxCatchUp) return undefined;
    }
    return missed;
  }

  private async run(): Promise<void> {
    while (!this.stopped) {
      try {
        const { live } = await this.options.engine.pointer();
        if (live !== this.generation) this.begin(live);
        await this.follow(live);
      } catch (error) {
        this.options.onError(error);
        if (isPlaceLost(error)) this.begin(this.generation);
        await sleep(reopenMs);
      }
    }
  }

  /** Starts at now, so readers cannot know what they missed. */
  private begin(generation: number): void {
    this.generation = generation;
    delete this.place;
    this.recent = [];
    for (const subscription of this.subscriptions) subscription.push('reset');
  }

  /** Follows a generation until it is live no more. */
  private async follow(generation: number): Promise<void> {
    const stream = this.open(generation, this.place === undefined ? {} : { resumeAfter: this.place });
    try {
      while (!this.stopped) {
        const change = await stream.tryNext();
        this.place = stream.resumeToken ?? this.place;
        if (!change) continue;
        if (isSwitch(change, generation)) return;
        const event = this.eventOf(change, generation);
        if (event) this.publish(event);
      }
    } finally {
      await stream.close();
    }
  }

  private publish(event: FeedEvent<T>): void {
    this.recent.push(event);
    if (this.recent.length > 2 * (this.options.kept ?? 2000))
      this.recent = this.recent.slice(-(this.options.kept ?? 2000));
    for (const subscription of this.subscriptions) subscription.push(event);
  }

  private open(generation: number, from: { resumeAfter?: unknown }): mongo.ChangeStream {
    const collections = this.options.models.map((name) => `${name}_g${generation}`);
    const pipeline = [
      {
        $match: {
          'ns.coll': { $in: [...collections, pointers] },
          operationType: { $in: ['insert', 'replace', 'update'] },
        },
      },
    ];
    const options = { fullDocument: 'updateLookup', batchSize: 500, maxAwaitTimeMS: 1_000, ...from } as const;
    return databaseOf(this.options.engine.connection).watch(pipeline, options);
  }

  private eventOf(change: Change, generation: number): FeedEvent<T> | undefined {
    if (!('fullDocument' in change) || !change.fullDocument || !('documentKey' in change)) return undefined;
    if (change.ns.coll === pointers) return undefined;
    const model = change.ns.coll.replace(/_g\d+$/, '');
    const picked = this.options.pick({ model, key: String(change.documentKey._id), document: change.fullDocument });
    const token = (change._id as { _data?: unknown })._data;
    return picked === undefined ? undefined : { id: `${generation}.${String(token)}`, change: picked };
  }
}

/** The pointer went on to another generation; other changes of it are a rebuild's progress. */
const isSwitch = (change: Change, generation: number): boolean =>
  'fullDocument' in change && change.ns.coll === pointers && change.fullDocument?.live !== generation;

/** The oplog no longer reaches back to the place, or the place is none (M9). */
const isPlaceLost = (error: unknown): boolean =>
  error instanceof mongo.MongoServerError && [280, 286, 260].includes(Number(error.code));
