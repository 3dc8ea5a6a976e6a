import { durableCollection, guarded } from '@redress/event-store';
import type { Connection, mongo } from 'mongoose';
import { ParkingFull, type ParkedMessage, type ParkedPage, type ParkingLot } from './parking-lot';

/** How much may be parked before the consumer must stop and call for help (pitfalls X1). */
export interface ParkingLimits {
  readonly perKey: number;
  readonly keys: number;
}

interface StoredMessage extends Omit<ParkedMessage, 'offset' | 'headers'> {
  readonly _id: string;
  /** As JSON text: not every header a producer may send is a name MongoDB can store. */
  readonly headers: string;
  /** As a number, so that messages sort as they lie on the partition; Kafka's offsets stay far below 2^53. */
  readonly offset: number;
}

const idOf = ({ group, topic, partition, offset }: ParkedMessage): string => `${group}/${topic}/${partition}/${offset}`;

const stored = (message: ParkedMessage): StoredMessage => ({
  ...message,
  _id: idOf(message),
  offset: Number(message.offset),
  headers: JSON.stringify(message.headers),
});

const parked = ({ _id, offset, headers, ...message }: StoredMessage): ParkedMessage => ({
  ...message,
  offset: String(offset),
  headers: JSON.parse(headers) as Record<string, string>,
});

type Place = Pick<StoredMessage, '_id' | 'topic' | 'offset' | 'parkedAt'>;

/** Each topic's messages by offset, and the topic first that was parked first: it holds what the key stumbled over. */
const inOrder = <T extends Place>(messages: readonly T[], allOfKey: readonly Place[] = messages): T[] => {
  const since = new Map<string, string>();
  for (const { topic, parkedAt } of allOfKey) {
    const first = since.get(topic);
    if (first === undefined || parkedAt < first) since.set(topic, parkedAt);
  }
  const rank = ({ topic }: Place): string => `${since.get(topic)} ${topic}`;
  return [...messages].sort((a, b) => (rank(a) < rank(b) ? -1 : rank(a) > rank(b) ? 1 : a.offset - b.offset));
};

/** The longest page, whatever is asked for. */
const longestPage = 500;

/** Parked messages in MongoDB: `parked_messages`, and who skipped what in `parked_skips`. */
export class MongoParkingLot implements ParkingLot {
  constructor(
    private readonly connection: Connection,
    private readonly limits: ParkingLimits = { perKey: 1_000, keys: 10_000 },
  ) {}

  /** Creates the index; call it once before the service is ready. */
  async prepare(): Promise<void> {
    await guarded('prepare parking', () =>
      this.messages().createIndex({ group: 1, key: 1, offset: 1 }, { name: 'order_of_key' }),
    );
  }

  async park(message: ParkedMessage): Promise<void> {
    await guarded('park a message', async () => {
      const _id = idOf(message);
      if (await this.messages().findOne({ _id }, { projection: { _id: 1 } })) return;
      await this.assertRoom(message);
      await this.messages().updateOne({ _id }, { $setOnInsert: stored(message) }, { upsert: true });
    });
  }

  async parkedKeys(group: string): Promise<ReadonlySet<string>> {
    return new Set(await guarded('read parked keys', () => this.messages().distinct('key', { group })));
  }

  count(group: string): Promise<number> {
    return guarded('count parked messages', () => this.messages().countDocuments({ group }));
  }

  async ofKey(group: string, key: string, limit?: number): Promise<readonly ParkedMessage[]> {
    return (await this.ordered(group, key, limit)).map(parked);
  }

  async list(group: string | undefined, asked: number, after?: string): Promise<ParkedPage> {
    const limit = Math.min(Math.max(1, asked), longestPage);
    const filter = { ...(group !== undefined && { group }), ...(after !== undefined && { _id: { $gt: after } }) };
    const page = await guarded('list parked messages', () =>
      this.messages()
        .find(filter)
        .sort({ _id: 1 })
        .limit(limit + 1)
        .toArray(),
    );
    const items = page.slice(0, limit).map(parked);
    const last = page[limit - 1];
    return page.length > limit && last ? { items, next: last._id } : { items };
  }

  async release(message: ParkedMessage): Promise<void> {
    await guarded('release a message', () => this.messages().deleteOne({ _id: idOf(message) }));
  }

  async skip(group: string, key: string, by: string, reason: string): Promise<ParkedMessage | undefined> {
    return guarded('skip a message', async () => {
      const [first] = await this.ordered(group, key, 1);
      if (!first) return undefined;
      // The record first: a crash in between leaves the message parked, never a skip that nobody signed.
      const record = { ...first, skippedBy: by, skipReason: reason, skippedAt: new Date().toISOString() };
      await this.skips().replaceOne({ _id: first._id }, record, { upsert: true });
      await this.messages().deleteOne({ _id: first._id });
      return parked(first);
    });
  }

  private async assertRoom({ group, key }: ParkedMessage): Promise<void> {
    const ofKey = await this.messages().countDocuments({ group, key }, { limit: this.limits.perKey });
    if (ofKey >= this.limits.perKey) throw new ParkingFull(`${ofKey} messages of one key of ${group} are parked`);
    if (ofKey > 0) return;
    const keys = await this.parkedKeys(group);
    if (keys.size >= this.limits.keys) throw new ParkingFull(`${keys.size} keys of ${group} are parked`);
  }

  /** The order is found without the values, which may be large; then only those wanted are read. */
  private ordered(group: string, key: string, limit?: number): Promise<StoredMessage[]> {
    return guarded('read a parked key', async () => {
      const projection = { topic: 1, offset: 1, parkedAt: 1 } as const;
      const places = await this.messages().find<Place>({ group, key }, { projection }).toArray();
      const wanted = inOrder(places)
        .slice(0, limit)
        .map(({ _id }) => _id);
      const found = await this.messages()
        .find({ _id: { $in: wanted } })
        .toArray();
      return inOrder(found, places);
    });
  }

  private messages(): mongo.Collection<StoredMessage> {
    return durableCollection<StoredMessage>(this.connection, 'parked_messages');
  }

  private skips(): mongo.Collection<StoredMessage & { skippedBy: string; skipReason: string; skippedAt: string }> {
    return durableCollection(this.connection, 'parked_skips');
  }
}
