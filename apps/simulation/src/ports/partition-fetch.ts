import type { EachBatchPayload, KafkaMessage } from 'kafkajs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { KafkaServer, LogRecord } from './kafka-server';

export type EachBatch = (payload: EachBatchPayload) => Promise<void>;

interface FetchParts {
  readonly server: KafkaServer;
  readonly groupId: string;
  readonly partition: number;
  /** Whether the member still has the partition under the assignment this was begun for. */
  readonly isCurrent: () => boolean;
  readonly isPaused: () => boolean;
  readonly eachBatch: EachBatch;
}

const idleMs = 5_000;
const pausedMs = 200;
const retryMs = 300;

/** Fetches one partition from where the group stands, and hands over batch by batch. */
export class PartitionFetch {
  constructor(private readonly parts: FetchParts) {}

  /** Ends when the partition is taken away. */
  async run(): Promise<void> {
    const { server, groupId, partition, isCurrent, isPaused, eachBatch } = this.parts;
    let position = await this.persistently('ask where to begin', () =>
      server.group(groupId).committedOffset(partition),
    );
    while (isCurrent()) {
      if (isPaused()) {
        await sleep(pausedMs);
        continue;
      }
      const { records, end } = await this.persistently('fetch', () => this.fetch(position));
      if (!isCurrent() || records.length === 0 || isPaused()) continue;
      await eachBatch(this.payload(records, end, (offset) => (position = offset + 1)));
    }
  }

  private async persistently<T>(what: string, work: () => T | Promise<T>): Promise<T> {
    for (;;) {
      try {
        return await this.parts.server.ask(what, work);
      } catch {
        await sleep(retryMs);
      }
    }
  }

  private async fetch(position: number): Promise<{ records: readonly LogRecord[]; end: number }> {
    const { server, partition } = this.parts;
    const log = server.partitions[partition] ?? [];
    if (log.length <= position) await server.nextRecord(idleMs);
    return { records: log.slice(position, position + server.world.random.between(1, 5)), end: log.length };
  }

  private payload(records: readonly LogRecord[], end: number, resolved: (offset: number) => void): EachBatchPayload {
    const { server, partition, isCurrent } = this.parts;
    const last = String(records.at(-1)?.offset ?? -1);
    const lag = (): string => String(end - Number(last) - 1);
    return {
      batch: {
        topic: server.topic,
        partition,
        highWatermark: String(end),
        messages: records.map(messageOf),
        isEmpty: () => false,
        firstOffset: () => String(records[0]?.offset ?? 0),
        lastOffset: () => last,
        offsetLag: lag,
        offsetLagLow: lag,
      },
      resolveOffset: (offset) => resolved(Number(offset)),
      heartbeat: () => Promise.resolve(),
      pause: () => () => undefined,
      commitOffsetsIfNecessary: () => Promise.resolve(),
      uncommittedOffsets: () => ({ topics: [] }),
      isRunning: isCurrent,
      isStale: () => !isCurrent(),
    };
  }
}

const messageOf = ({ key, value, headers, offset }: LogRecord): KafkaMessage => ({
  key: Buffer.from(key),
  value: Buffer.from(value),
  headers: { ...headers },
  timestamp: '0',
  attributes: 0,
  offset: String(offset),
});
