import type { CommitEnvelope, Context, PublishedCommit, VersionedEvent } from '@redress/kernel';
import { ParkingFull, type ParkedMessage, type ParkedPage, type ParkingLot } from '@redress/parking';
import { realServices, uniqueName } from '@redress/testing';
import { randomUUID } from 'node:crypto';
import type { Kafka } from 'kafkajs';
import { createKafka, createTopics, topicName } from '.';

/** Topics of their own on the real Kafka, for one spec file. */
export interface TestTopics {
  readonly kafka: Kafka;
  readonly prefix: string;
  drop(): Promise<void>;
}

export const openTestTopics = async (contexts: readonly Context[]): Promise<TestTopics> => {
  const kafka = createKafka({ brokers: realServices().kafkaBrokers, clientId: 'spec' });
  const prefix = `${uniqueName('t')}-`;
  await createTopics(kafka, prefix, { contexts });
  return {
    kafka,
    prefix,
    drop: async () => {
      const admin = kafka.admin();
      await admin.connect();
      await admin.deleteTopics({ topics: contexts.map((context) => topicName(context, prefix)) });
      await admin.disconnect();
    },
  };
};

/** Where the version of a stream that is made up stands. */
export interface MadeStream {
  readonly streamId: string;
  readonly subject: string;
  version: number;
}

export const newStream = (type = 'complaint'): MadeStream => {
  const subject = randomUUID();
  return { streamId: `${type}-${subject}`, subject, version: 0 };
};

/** The next commit of a stream, with one event `Noted { n }`. */
export const nextCommit = (stream: MadeStream, data: object = {}, envelope: Partial<CommitEnvelope> = {}): PublishedCommit => {
  stream.version += 1;
  return {
    envelope: {
      commitId: randomUUID(),
      siteId: 'main',
      context: 'intake',
      streamId: stream.streamId,
      version: stream.version,
      subject: stream.subject,
      occurredAt: '2026-03-02T09:00:00.000Z',
      recordedAt: new Date().toISOString(),
      storeEpoch: 1,
      actor: 'system:spec',
      correlationId: randomUUID(),
      causationId: randomUUID(),
      ...envelope,
    },
    events: [{ type: 'Noted', schemaVersion: 1, data: { n: stream.version, ...data } }],
  };
};

/** A contract that only knows `Noted` with a number. */
export const checkNoted = (_context: Context, event: VersionedEvent): void => {
  if (event.type !== 'Noted' || !('n' in event.data) || typeof event.data.n !== 'number') {
    throw new Error(`${event.type} v${event.schemaVersion} breaks its contract: /n must be number`);
  }
};

/** `streamId@version` of commits, for comparing. */
export const places = (commits: readonly PublishedCommit[]): string[] =>
  commits.map(({ envelope }) => `${envelope.streamId}@${envelope.version}`);

/** A parking lot in memory, with the limits made small. */
export class TestParkingLot implements ParkingLot {
  messages: ParkedMessage[] = [];
  skipped: { message: ParkedMessage; by: string; reason: string }[] = [];
  limit = 1_000;

  park(message: ParkedMessage): Promise<void> {
    const isSame = (each: ParkedMessage): boolean =>
      each.group === message.group &&
      each.topic === message.topic &&
      each.partition === message.partition &&
      each.offset === message.offset;
    if (this.messages.some(isSame)) return Promise.resolve();
    if (this.messages.length >= this.limit) return Promise.reject(new ParkingFull('the lot is full'));
    this.messages.push(message);
    return Promise.resolve();
  }

  parkedKeys(group: string): Promise<ReadonlySet<string>> {
    return Promise.resolve(new Set(this.messages.filter((each) => each.group === group).map(({ key }) => key)));
  }

  count(group: string): Promise<number> {
    return Promise.resolve(this.messages.filter((each) => each.group === group).length);
  }

  ofKey(group: string, key: string, limit?: number): Promise<readonly ParkedMessage[]> {
    return Promise.resolve(this.messages.filter((each) => each.group === group && each.key === key).slice(0, limit));
  }

  list(): Promise<ParkedPage> {
    return Promise.resolve({ items: this.messages });
  }

  release(message: ParkedMessage): Promise<void> {
    this.messages = this.messages.filter((each) => each !== message);
    return Promise.resolve();
  }

  async skip(group: string, key: string, by: string, reason: string): Promise<ParkedMessage | undefined> {
    const [first] = await this.ofKey(group, key);
    if (!first) return undefined;
    this.skipped.push({ message: first, by, reason });
    await this.release(first);
    return first;
  }
}
