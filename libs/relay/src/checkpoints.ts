import { durableCollection, guarded, isDuplicateKey, type ScanPosition } from '@redress/event-store';
import type { Connection, mongo } from 'mongoose';

/** A part of the store that is read by scanning before the change stream is followed. */
export interface CatchUp {
  /** The last commit done, or where to begin. */
  readonly after: Partial<ScanPosition>;
  /** recordedAt up to which to read: what is later comes through the change stream. */
  readonly until: string;
}

/** How far a tail is. */
export interface Checkpoint {
  /** Where to follow the change stream from. */
  readonly token: mongo.ResumeToken;
  /** The latest recordedAt handled; absent before the first. */
  readonly recordedAt?: string;
  /** Present while the store is being read first. */
  readonly catchUp?: CatchUp;
}

interface CheckpointDocument extends Checkpoint {
  readonly _id: string;
  readonly fence: number;
  /** Database time of the write. */
  readonly savedAt: Date;
}

/** Somebody else leads by now: the checkpoint of an older leader is refused (pitfalls M13). */
export class Fenced extends Error {
  constructor(name: string, fence: number) {
    super(`the tail ${name} has a newer leader than ${fence}`);
    this.name = 'Fenced';
  }
}

/** Where a tail keeps how far it is. */
export interface CheckpointStore {
  /** The newest one and when it was written, if there is any. @throws StoreUnavailable */
  load(): Promise<(Checkpoint & { readonly savedAt?: Date }) | undefined>;
  /**
   * The newest one, for a leader to go on from: from here on no older leader can write one. A leader that only loaded
   * would overwrite what an older one still saves behind its back: the order to republish.
   * @throws Fenced · StoreUnavailable
   */
  claim(fence: number): Promise<Checkpoint | undefined>;
  /** Written only while no newer leader has claimed or written. @throws Fenced · StoreUnavailable */
  save(checkpoint: Checkpoint, fence: number): Promise<void>;
}

/** The checkpoint of one tail in MongoDB, written only by the newest leader. */
export class Checkpoints implements CheckpointStore {
  private readonly collection: mongo.Collection<CheckpointDocument>;

  constructor(
    connection: Connection,
    private readonly name: string,
  ) {
    this.collection = durableCollection<CheckpointDocument>(connection, 'tail_checkpoints');
  }

  /** @throws StoreUnavailable */
  async load(): Promise<(Checkpoint & { readonly savedAt: Date }) | undefined> {
    return (await guarded('load a checkpoint', () => this.collection.findOne({ _id: this.name }))) ?? undefined;
  }

  /** @throws Fenced · StoreUnavailable */
  async claim(fence: number): Promise<Checkpoint | undefined> {
    const filter = { _id: this.name, fence: { $lte: fence } };
    const claimed = await guarded('claim a checkpoint', () => this.collection.findOneAndUpdate(filter, { $set: { fence } }));
    if (!claimed && (await this.load())) throw new Fenced(this.name, fence);
    return claimed ?? undefined;
  }

  /** @throws Fenced · StoreUnavailable */
  async save(checkpoint: Checkpoint, fence: number): Promise<void> {
    const filter = { _id: this.name, fence: { $lte: fence } };
    const { token, recordedAt, catchUp } = checkpoint;
    // A literal, as a text with a dollar sign would be a path here; what is undefined is removed.
    const fields = { token: literal(token), recordedAt: literal(recordedAt), catchUp: literal(catchUp), fence, savedAt: '$$NOW' };
    const saved = await guarded('save a checkpoint', () => this.collection.updateOne(filter, [{ $set: fields }]));
    if (saved.matchedCount === 0) await this.saveFirst(checkpoint, fence);
  }

  /** The first one is only written where there is none, so that it cannot come in front of a newer leader's. */
  private async saveFirst(checkpoint: Checkpoint, fence: number): Promise<void> {
    const document = { _id: this.name, ...checkpoint, fence, savedAt: new Date() };
    try {
      await guarded('make a checkpoint', () => this.collection.insertOne(document));
    } catch (error) {
      if (isDuplicateKey(error)) throw new Fenced(this.name, fence);
      throw error;
    }
  }
}

const literal = (value: unknown): unknown => (value === undefined ? '$$REMOVE' : { $literal: value });
