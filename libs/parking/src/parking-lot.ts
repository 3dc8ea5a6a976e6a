/** A message that could not be handled, or one of the same key that came after it (X1). */
export interface ParkedMessage {
  readonly group: string;
  readonly key: string;
  readonly streamId: string;
  readonly version: number;
  readonly topic: string;
  readonly partition: number;
  /** Kafka offset, decimal. */
  readonly offset: string;
  readonly headers: Readonly<Record<string, string>>;
  /** The message's value, as received. */
  readonly value: string;
  /** Why it is here, without personal data. */
  readonly reason: string;
  readonly attempts: number;
  readonly parkedAt: string;
}

/** A page of parked messages; `next` is opaque and absent on the last. */
export interface ParkedPage {
  readonly items: readonly ParkedMessage[];
  readonly next?: string;
}

/** Where messages wait for an operator, per consumer group and key, in order. */
export interface ParkingLot {
  /** Adds one; parking the same (group, topic, partition, offset) again changes nothing. Throws ParkingFull at the limits. */
  park(message: ParkedMessage): Promise<void>;
  parkedKeys(group: string): Promise<ReadonlySet<string>>;
  /** Messages parked of a group. */
  count(group: string): Promise<number>;
  /** The messages of a key, the topic parked first in front, each by offset; the first `limit`, else all. */
  ofKey(group: string, key: string, limit?: number): Promise<readonly ParkedMessage[]>;
  list(group: string | undefined, limit: number, after?: string): Promise<ParkedPage>;
  /** Takes one out after it was handled. */
  release(message: ParkedMessage): Promise<void>;
  /** Takes the first of a key out unhandled and keeps a record of who did it and why. */
  skip(group: string, key: string, by: string, reason: string): Promise<ParkedMessage | undefined>;
}

/** 1,000 messages of a key or 10,000 keys are parked: the consumer must stop and call for help. */
export class ParkingFull extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'ParkingFull';
  }
}
