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

/** What a replacement did. */
export interface Replaced {
  /** False when the store already knows this version of the owner, or a newer one. */
  readonly replaced: boolean;
  /** Timers the owner waited for before and no longer does, or does under another revision. */
  readonly dropped: readonly DueTimer[];
}

/** The store of due times: one document per owner, in the database of the service that owns the streams. */
export interface DueTimeStore {
  /** Replaces what an owner waits for; an older or equal version changes nothing. */
  replace(ownerId: string, version: number, due: readonly DueTime[]): Promise<Replaced>;
  /** Timers due before `horizon`, earliest first, whatever their number: memory stays bounded. */
  dueBefore(horizon: string): AsyncIterable<DueTimer>;
  /** ISO-8601 UTC of the earliest due time of all; undefined when nothing is waited for. One read by index. */
  earliest(): Promise<string | undefined>;
  /** The timer as it stands now, or undefined when the owner no longer waits for it. */
  find(timerId: string, ownerId: string): Promise<DueTimer | undefined>;
  /** Open due times in all. */
  count(): Promise<number>;
}

/** A due time of an owner, under its name in the queue: no colon, which BullMQ refuses, and never digits only (B3). */
export const timerOf = (ownerId: string, due: DueTime): DueTimer => ({
  timerId: `${ownerId}-${due.kind}-${due.revision}`.replaceAll(':', '.'),
  ownerId,
  ...due,
});
