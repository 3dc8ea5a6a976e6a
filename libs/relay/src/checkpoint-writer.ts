import type { Checkpoint, CheckpointStore } from './checkpoints';

/** A write of the checkpoint begins this long after the last one at the earliest. Milliseconds. */
const everyMs = 250;

/** And at least this often when nothing happens, as the place moves on an idle collection too (pitfalls M10). */
const idleEveryMs = 5_000;

/**
 * Writes the newest checkpoint beside the work, not in its way. At most `maxBehind` commits are handled and not in it,
 * so that a crash repeats no more than these (fault F1).
 */
export class CheckpointWriter {
  private newest?: Checkpoint;
  private behind = 0;
  private writtenAt = performance.now();
  private writing?: Promise<void>;
  private failure?: Error;

  constructor(
    private readonly checkpoints: CheckpointStore,
    private readonly fence: number,
    private readonly maxBehind: number,
  ) {}

  /** Notes where the tail is after `handled` commits more. @throws what an earlier write met: Fenced, StoreUnavailable */
  async moved(checkpoint: Checkpoint, handled: number): Promise<void> {
    if (this.failure) throw this.failure;
    this.newest = checkpoint;
    this.behind += handled;
    const age = performance.now() - this.writtenAt;
    if (this.behind >= this.maxBehind) await this.flush();
    else if (!this.writing && age >= (this.behind > 0 ? everyMs : idleEveryMs)) void this.begin();
  }

  /** Writes what is not written yet. @throws Fenced · StoreUnavailable */
  async flush(): Promise<void> {
    await this.writing;
    if (!this.failure && this.newest) await this.begin();
    if (this.failure) throw this.failure;
  }

  private begin(): Promise<void> {
    const checkpoint = this.newest;
    if (!checkpoint) return Promise.resolve();
    const covered = this.behind;
    this.newest = undefined;
    this.writtenAt = performance.now();
    this.writing = this.checkpoints
      .save(checkpoint, this.fence)
      .then(() => {
        this.behind -= covered;
      })
      .catch((error: unknown) => {
        this.failure = error instanceof Error ? error : new Error('a checkpoint was not saved', { cause: error });
      })
      .finally(() => {
        this.writing = undefined;
      });
    return this.writing;
  }
}
