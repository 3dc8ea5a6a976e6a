import { committedReads, databaseOf, durable } from '@redress/event-store';
import { mongo, type Connection } from 'mongoose';
import type { CommitLog, Lane, ModelDocument, ModelIndex, ReadModel, ReadModelSet } from './read-model';

/** Counters of a scope: `values` nests by the dots of their names. */
export interface CounterDocument {
  readonly _id: string;
  readonly values: Readonly<Record<string, unknown>>;
}

/** A row of the log: `_id` is `streamId@version`. */
export interface LogRow {
  readonly _id: string;
  readonly [field: string]: unknown;
}

export const countersName = 'counters';
export const lanes: readonly Lane[] = ['main', 'drill'];

/** The collection of a model, a log or the counters in one generation and lane. */
export const collectionName = (name: string, generation: number, lane: Lane): string =>
  `${lane === 'drill' ? 'drill_' : ''}${name}_g${generation}`;

/** How a transaction of the read side runs: one snapshot, durable when it ends (pitfalls M1). */
export const transactionOptions = {
  readConcern: { level: 'snapshot' },
  readPreference: 'primary',
  writeConcern: durable,
} as const;

const committed = { writeConcern: durable, ...committedReads };
const unhurried = { writeConcern: { w: 1 }, readConcern: { level: 'local' }, readPreference: 'primary' } as const;

/** The collections of one generation. */
export class GenerationCollections {
  constructor(
    readonly connection: Connection,
    private readonly set: ReadModelSet,
    readonly generation: number,
    private readonly concerns: mongo.CollectionOptions = committed,
  ) {}

  /**
   * The same, for the time it belongs to one rebuild alone: writes do not wait for the disk, for a rebuild that is
   * killed starts again, and the durable write that makes the generation live comes after all of them.
   */
  unshared(): GenerationCollections {
    return new GenerationCollections(this.connection, this.set, this.generation, unhurried);
  }

  documents(model: ReadModel, lane: Lane): mongo.Collection<ModelDocument> {
    return this.named<ModelDocument>(model.name, lane);
  }

  log(lane: Lane): mongo.Collection<LogRow> {
    return this.named<LogRow>(this.set.log.name, lane);
  }

  counters(lane: Lane): mongo.Collection<CounterDocument> {
    return this.named<CounterDocument>(countersName, lane);
  }

  /** Everything this generation holds, by its name without generation. */
  all(): { name: string; collection: mongo.Collection<mongo.Document & { _id: string }> }[] {
    const names = [...this.set.models.map(({ name }) => name), this.set.log.name, countersName];
    return lanes.flatMap((lane) =>
      names.map((name) => ({
        name: lane === 'drill' ? `drill_${name}` : name,
        collection: this.named<mongo.Document & { _id: string }>(name, lane),
      })),
    );
  }

  /** Makes the collections: a transaction should not have to, and a change stream wants them. */
  async create(): Promise<void> {
    await Promise.all(this.all().map(({ collection }) => createOnce(this.connection, collection.collectionName)));
  }

  async createIndexes(): Promise<void> {
    const owners: (ReadModel | CommitLog)[] = [...this.set.models, this.set.log];
    for (const owner of owners) {
      if (owner.indexes.length === 0) continue;
      for (const lane of lanes) await this.named(owner.name, lane).createIndexes(owner.indexes.map(indexOf));
    }
  }

  async drop(): Promise<void> {
    await Promise.all(this.all().map(({ collection }) => collection.drop()));
  }

  private named<T extends mongo.Document>(name: string, lane: Lane): mongo.Collection<T> {
    const options = { ...this.concerns, ignoreUndefined: true };
    return databaseOf(this.connection).collection<T>(collectionName(name, this.generation, lane), options);
  }
}

const namespaceExists = 48;

const createOnce = async (connection: Connection, name: string): Promise<void> => {
  try {
    await databaseOf(connection).createCollection(name);
  } catch (error) {
    if (!(error instanceof mongo.MongoServerError && error.code === namespaceExists)) throw error;
  }
};

const indexOf = ({ fields, unique, where }: ModelIndex): mongo.IndexDescription => ({
  key: { ...fields },
  ...(unique && { unique }),
  ...(where && { partialFilterExpression: Object.fromEntries(where.map((field) => [field, { $exists: true }])) }),
});
