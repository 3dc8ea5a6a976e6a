/** One thing a stream waits for. Derived from its events, so it can always be had again. */
export interface DueTime {
  /** What is due, unique within the owner: `acceptance-due`, `investigation-step2`, `attempt`. */
  readonly kind: string;
  /** Rises when the due time changes, so that a new job replaces the old one. */
  readonly revision: number;
  /** ISO-8601 UTC, on the clock of the owner. */
  readonly dueAt: string;
}

/** A due time that has come. `timerId` = `<ownerId>-<kind>-<revision>` and is the BullMQ job id. */
export interface DueTimer extends DueTime {
  readonly timerId: string;
  /** The streamId that waits. */
  readonly ownerId: string;
}

/** The store of due times: one document per owner, in the database of the service that owns the streams. */
export interface DueTimeStore {
  /** Replaces what an owner waits for; an older or equal version changes nothing. */
  replace(ownerId: string, version: number, due: readonly DueTime[]): Promise<void>;
  /** Timers due before `horizon`, earliest first, after a place in that order. */
  dueBefore(horizon: string, limit: number, after?: DueTimer): Promise<readonly DueTimer[]>;
  /** The timer as it stands now, or undefined when the owner no longer waits for it. */
  find(timerId: string, ownerId: string): Promise<DueTimer | undefined>;
  /** Open due times in all. */
  count(): Promise<number>;
}
