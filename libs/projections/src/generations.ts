import { durableCollection, isDuplicateKey } from '@redress/event-store';
import type { Connection, mongo } from 'mongoose';

/** A rebuild under way. */
export interface Building {
  readonly generation: number;
  /** Random, of the process that rebuilds. */
  readonly owner: string;
  /** `filling`: only the rebuild writes · `following`: every batch goes to both generations. */
  readonly phase: 'filling' | 'following';
  readonly startedAt: Date;
  /** Database time of the last sign of life. */
  readonly aliveAt: Date;
  /** Commits read so far, and how many there are to read. */
  readonly done: number;
  readonly total: number;
}

/** How the last rebuild ended. */
export interface LastRebuild {
  readonly generation: number;
  readonly outcome: 'switched' | 'failed';
  readonly startedAt: Date;
  readonly endedAt: Date;
  readonly commits: number;
  readonly reason?: string;
}

/** Which generation is read and written: one document, so that all models switch in one step. */
export interface Pointer {
  readonly _id: 'pointer';
  readonly live: number;
  /** Revision of the models the live generation was built with. */
  readonly revision: number;
  /** The highest generation number ever given: none is used twice. */
  readonly last: number;
  readonly building?: Building;
  readonly lastRebuild?: LastRebuild;
}

const pointer = { _id: 'pointer' } as const;
/** A rebuild that showed no life for this long was killed. */
const deadAfterMs = 30_000;

/** A rebuild is under way already. */
export class RebuildRunning extends Error {
  constructor() {
    super('the read models are being rebuilt already');
    this.name = 'RebuildRunning';
  }
}

/** The pointer in `read_models` (invariant 10). */
export class Generations {
  private readonly pointers: mongo.Collection<Pointer>;

  constructor(connection: Connection) {
    this.pointers = durableCollection<Pointer>(connection, 'read_models');
  }

  /** The pointer; written for generation 1 when there is none yet. */
  async prepare(revision: number): Promise<Pointer> {
    try {
      await this.pointers.updateOne(pointer, { $setOnInsert: { live: 1, revision, last: 1 } }, { upsert: true });
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
    }
    return this.read();
  }

  async read(): Promise<Pointer> {
    const found = await this.pointers.findOne(pointer, { readConcern: { level: 'local' } });
    if (!found) throw new Error('the read models have no pointer: prepare() comes first');
    return found;
  }

  /** Claims the next generation number for a rebuild. @throws RebuildRunning while another one shows life. */
  async begin(owner: string): Promise<Pointer & { building: Building }> {
    const deadline = { $dateSubtract: { startDate: '$$NOW', unit: 'millisecond', amount: deadAfterMs } };
    const claimed = await this.pointers.findOneAndUpdate(
      { ...pointer, $or: [{ building: { $exists: false } }, { $expr: { $lt: ['$building.aliveAt', deadline] } }] },
      [
        {
          $set: {
            last: { $add: ['$last', 1] },
            building: {
              generation: { $add: ['$last', 1] },
              owner,
              phase: 'filling',
              startedAt: '$$NOW',
              aliveAt: '$$NOW',
              done: 0,
              total: 0,
            },
          },
        },
      ],
      { returnDocument: 'after' },
    );
    if (!claimed?.building) throw new RebuildRunning();
    return { ...claimed, building: claimed.building };
  }

  /** A sign of life with progress. @throws RebuildRunning when the rebuild was taken over or given up. */
  async progress(generation: number, owner: string, done: number, total: number): Promise<void> {
    await this.update(generation, owner, {
      'building.done': done,
      'building.total': total,
      'building.aliveAt': '$$NOW',
    });
  }

  /** From here on every batch goes to both generations. */
  async follow(generation: number, owner: string): Promise<void> {
    await this.update(generation, owner, { 'building.phase': 'following', 'building.aliveAt': '$$NOW' });
  }

  /** The one step: the new generation is live. */
  async switchTo(generation: number, owner: string, revision: number): Promise<void> {
    const lastRebuild = endOf('switched');
    await this.update(generation, owner, { live: generation, revision, lastRebuild, building: '$$REMOVE' });
  }

  /** Gives a rebuild up; the live generation was never touched. Answers false when there was nothing to give up. */
  async abandon(generation: number, reason: string): Promise<boolean> {
    const lastRebuild = { $mergeObjects: [endOf('failed'), { reason: { $literal: reason } }] };
    const update = [{ $set: { lastRebuild, building: '$$REMOVE' } }];
    const { modifiedCount } = await this.pointers.updateOne({ ...pointer, 'building.generation': generation }, update);
    return modifiedCount > 0;
  }

  private async update(generation: number, owner: string, set: Record<string, unknown>): Promise<void> {
    const mine = { ...pointer, 'building.generation': generation, 'building.owner': owner };
    const { matchedCount } = await this.pointers.updateOne(mine, [{ $set: set }]);
    if (matchedCount === 0) throw new RebuildRunning();
  }
}

const endOf = (outcome: LastRebuild['outcome']) => ({
  generation: '$building.generation',
  outcome,
  startedAt: '$building.startedAt',
  endedAt: '$$NOW',
  commits: '$building.done',
  // An object in $set is merged into the one before it: without this an old reason would stay.
  reason: '$$REMOVE',
});
