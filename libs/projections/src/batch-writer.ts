import { isDuplicateKey } from '@redress/event-store';
import { PoisonMessage, TransientFault, versionToken, type PublishedCommit } from '@redress/kernel';
import type { mongo } from 'mongoose';
import { transactionOptions, type GenerationCollections } from './collections';
import { CounterChanges } from './counters';
import { planBatch, type BatchPlan, type Change, type Gap } from './plan-batch';
import { laneOf, type Lane, type ModelDocument, type ReadModel, type ReadModelSet } from './read-model';

/** Commits of a stream that were not delivered, from the store that owns it: `/internal/streams` (decisions.md 7). */
export type FetchMissing = (gap: Gap) => Promise<readonly PublishedCommit[]>;

/** What applying a batch did. */
export interface AppliedBatch {
  /** Commits applied for the first time. */
  readonly fresh: readonly PublishedCommit[];
  readonly restored: readonly string[];
}

/** Most rounds of fetching and of losing a race before a batch is given back to be tried again. */
const rounds = 10;

/** A batch cannot go on before these commits are there. Ends the transaction it is found in. */
class GapsFound extends Error {
  constructor(readonly gaps: readonly Gap[]) {
    super('commits are missing');
    this.name = 'GapsFound';
  }
}

/** Gives each commit to the first model that wants its stream; the others are not for these models. */
export const commitsByModel = (
  models: readonly ReadModel[],
  commits: readonly PublishedCommit[],
): ReadonlyMap<ReadModel, readonly PublishedCommit[]> => {
  const groups = new Map<ReadModel, PublishedCommit[]>();
  for (const commit of commits) {
    const model = models.find((candidate) => candidate.place(commit.envelope.streamId));
    if (!model) continue;
    const group = groups.get(model);
    if (group) group.push(commit);
    else groups.set(model, [commit]);
  }
  return groups;
};

/** The keys of the documents a batch concerns. */
export const keysOf = (model: ReadModel, commits: readonly PublishedCommit[]): string[] => [
  ...new Set(commits.flatMap(({ envelope }) => model.place(envelope.streamId)?.key ?? [])),
];

/**
 * Applies batches of commits to one generation: documents, log rows and counters in one transaction, so that each
 * commit has its whole effect once, whatever is delivered twice, out of order or by two processes at the same time.
 */
export class BatchWriter {
  constructor(
    private readonly set: ReadModelSet,
    private readonly fetchMissing: FetchMissing,
  ) {}

  /** @throws PoisonMessage when the owner of a stream has not got a missing commit · TransientFault when asked in vain. */
  async apply(target: GenerationCollections, commits: readonly PublishedCommit[]): Promise<AppliedBatch> {
    let batch = commits;
    for (let round = 0; round < rounds; round++) {
      try {
        return await this.inTransaction(target, batch);
      } catch (error) {
        if (error instanceof GapsFound) batch = [...batch, ...(await fetchGaps(this.fetchMissing, error.gaps))];
        else if (!isDuplicateKey(error)) throw error;
      }
    }
    throw new TransientFault('the read models are contended');
  }

  private async inTransaction(
    target: GenerationCollections,
    commits: readonly PublishedCommit[],
  ): Promise<AppliedBatch> {
    const session = target.connection.getClient().startSession();
    try {
      return await session.withTransaction(async () => {
        const applied: AppliedBatch[] = [];
        for (const lane of ['main', 'drill'] as const) {
          const ofLane = commits.filter((commit) => laneOf(commit) === lane);
          if (ofLane.length > 0) applied.push(await this.applyLane(target, lane, ofLane, session));
        }
        return {
          fresh: applied.flatMap(({ fresh }) => fresh),
          restored: applied.flatMap(({ restored }) => restored),
        };
      }, transactionOptions);
    } finally {
      await session.endSession();
    }
  }

  private async applyLane(
    target: GenerationCollections,
    lane: Lane,
    commits: readonly PublishedCommit[],
    session: mongo.ClientSession,
  ): Promise<AppliedBatch> {
    const plans = new Map<ReadModel, BatchPlan>();
    for (const [model, ofModel] of commitsByModel(this.set.models, commits)) {
      const found = await findDocuments(target.documents(model, lane), keysOf(model, ofModel), session);
      plans.set(model, planBatch(model, found, ofModel));
    }
    const gaps = [...plans.values()].flatMap((plan) => plan.gaps);
    if (gaps.length > 0) throw new GapsFound(gaps);
    const fresh = [...plans.values()].flatMap((plan) => plan.fresh);
    if (fresh.length > 0) await this.write(target, lane, plans, session);
    return { fresh, restored: [...plans.values()].flatMap((plan) => plan.restored) };
  }

  private async write(
    target: GenerationCollections,
    lane: Lane,
    plans: ReadonlyMap<ReadModel, BatchPlan>,
    session: mongo.ClientSession,
  ): Promise<void> {
    const counters = new CounterChanges();
    for (const [model, { changes, fresh }] of plans) {
      if (changes.size === 0) continue;
      await target.documents(model, lane).bulkWrite([...changes.values()].map(writeOf), { session, ordered: false });
      for (const change of changes.values()) counters.note(model, change);
      const rows = fresh.flatMap((commit) => logRow(this.set, commit));
      if (rows.length > 0) await target.log(lane).insertMany(rows, { session });
    }
    const increments = counterWrites(counters);
    if (increments.length > 0) await target.counters(lane).bulkWrite(increments, { session });
  }
}

/**
 * The commits of gaps, complete.
 * @throws PoisonMessage when the owner of a stream has not got one of them.
 */
export const fetchGaps = async (fetchMissing: FetchMissing, gaps: readonly Gap[]): Promise<PublishedCommit[]> => {
  const fetched: PublishedCommit[] = [];
  for (const gap of gaps) {
    const { streamId, from, to } = gap;
    const commits = await fetchMissing(gap);
    const versions = new Set(commits.map(({ envelope }) => envelope.version));
    for (let version = from; version <= to; version++) {
      if (!versions.has(version)) throw new PoisonMessage(`${versionToken(streamId, version)} is missing in its store`);
    }
    fetched.push(...commits.filter(({ envelope }) => envelope.version >= from && envelope.version <= to));
  }
  return fetched;
};

/** The documents with these keys, by key. */
export const findDocuments = async (
  collection: mongo.Collection<ModelDocument>,
  keys: readonly string[],
  session?: mongo.ClientSession,
): Promise<Map<string, ModelDocument>> => {
  const documents = await collection.find({ _id: { $in: [...keys] } }, { ...(session && { session }) }).toArray();
  return new Map(documents.map((document) => [document._id, document]));
};

const writeOf = ({ before, after }: Change): mongo.AnyBulkWriteOperation<ModelDocument> =>
  before ? { replaceOne: { filter: { _id: after._id }, replacement: after } } : { insertOne: { document: after } };

/** The log's row of a commit, or nothing. */
export const logRow = ({ log }: ReadModelSet, commit: PublishedCommit): { _id: string }[] => {
  const row = log.row(commit);
  return row ? [{ ...row, _id: versionToken(commit.envelope.streamId, commit.envelope.version) }] : [];
};

/** The writes that bring counters up to date. */
export const counterWrites = (counters: CounterChanges) =>
  counters.entries().map(({ scope, increments }) => ({
    updateOne: {
      filter: { _id: scope },
      update: { $inc: Object.fromEntries(Object.entries(increments).map(([name, by]) => [`values.${name}`, by])) },
      upsert: true,
    },
  }));
