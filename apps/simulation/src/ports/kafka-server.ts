import type { KafkaClient, OutgoingMessage } from '@redress/messaging';
import { ask, anything } from '../world/calls';
import type { World } from '../world/world';
import { GroupServer } from './group-server';
import { SimulatedConsumer } from './simulated-consumer';

/** A record as it lies in a partition. */
export interface LogRecord extends Pick<OutgoingMessage, 'key' | 'value' | 'headers'> {
  readonly offset: number;
}

/** How a client asks the broker. */
export type AskBroker = <T>(what: string, work: (fault?: string) => T | Promise<T>) => Promise<T>;

export const brokerAway = (what: string): Error =>
  Object.assign(new Error(`no answer: ${what}`), { name: 'KafkaJSConnectionError' });

/** A broker: logs of partitions and groups of consumers, which outlive every process. */
export class KafkaServer {
  readonly partitions: LogRecord[][];
  private readonly groups = new Map<string, GroupServer>();
  private readonly waiting = new Set<() => void>();

  constructor(
    readonly world: World,
    readonly topic: string,
    partitions: number,
  ) {
    this.partitions = Array.from({ length: partitions }, () => []);
  }

  group(name: string): GroupServer {
    const group = this.groups.get(name) ?? new GroupServer(this.world, this.topic, this.partitions.length);
    this.groups.set(name, group);
    return group;
  }

  append(partition: number, messages: readonly Pick<LogRecord, 'key' | 'value' | 'headers'>[]): number {
    const log = this.partitions[partition] ?? [];
    const base = log.length;
    messages.forEach(({ key, value, headers }, index) => log.push({ key, value, headers, offset: base + index }));
    for (const wake of this.waiting) wake();
    this.waiting.clear();
    return base;
  }

  /** The topic was deleted and made again, empty. */
  loseEverything(): void {
    for (const log of this.partitions) log.length = 0;
  }

  /** Resolves with the next record of any partition, or after a while without one. */
  nextRecord(waitMs: number): Promise<void> {
    return new Promise((resolve) => {
      this.waiting.add(resolve);
      this.world.between(waitMs, () => {
        this.waiting.delete(resolve);
        resolve();
      });
    });
  }

  ask: AskBroker = (what, work) =>
    ask(this.world, { what: `kafka: ${what}`, work: () => work(), lost: () => brokerAway(what), kinds: anything });

  /** kafkajs as the machine on which this happens sees it. */
  client(): KafkaClient {
    return {
      producer: ({ createPartitioner }) => ({
        connect: () => Promise.resolve(),
        disconnect: () => Promise.resolve(),
        sendBatch: ({ topicMessages = [] }) => {
          const partitionMetadata = this.partitions.map((_, partitionId) => ({
            partitionErrorCode: 0,
            partitionId,
            leader: 0,
            replicas: [0],
            isr: [0],
          }));
          const partitionOf = createPartitioner?.();
          if (!partitionOf) throw new Error('the publisher has a partitioner of its own');
          const { topic } = this;
          const parts = new Map<number, Pick<LogRecord, 'key' | 'value' | 'headers'>[]>();
          for (const message of topicMessages.flatMap(({ messages }) => messages)) {
            const partition = partitionOf({ topic, partitionMetadata, message });
            const { key, value, headers } = message as OutgoingMessage;
            parts.set(partition, [...(parts.get(partition) ?? []), { key, value, headers }]);
          }
          return this.take(parts);
        },
      }),
      consumer: ({ groupId }) => new SimulatedConsumer(this, groupId),
      admin: () => ({
        connect: () => Promise.resolve(),
        disconnect: () => Promise.resolve(),
        fetchOffsets: ({ groupId }) => this.ask('fetch offsets', () => this.group(groupId).offsets()),
        fetchTopicOffsets: () =>
          this.ask('fetch ends', () =>
            this.partitions.map((log, partition) => ({
              partition,
              offset: String(log.length),
              high: String(log.length),
              low: '0',
            })),
          ),
        setOffsets: () => Promise.resolve(),
      }),
    };
  }

  /** One request; a broker may take a part of it and fail. */
  private take(parts: ReadonlyMap<number, readonly Pick<LogRecord, 'key' | 'value' | 'headers'>[]>) {
    const torn = this.world.trouble.draw({ 'a part of the partitions is not written': 1 });
    return this.ask('send', () => {
      const written = [...parts].slice(0, torn ? parts.size - 1 : undefined);
      const answers = written.map(([partition, messages]) => ({
        topicName: this.topic,
        partition,
        errorCode: 0,
        baseOffset: String(this.append(partition, messages)),
      }));
      if (torn) throw brokerAway(torn);
      return answers;
    });
  }
}
