import type { Span } from '@opentelemetry/api';
import { TransientFault, type PublishedCommit } from '@redress/kernel';
import type { RecordMetadata } from 'kafkajs';
import { within } from './backoff';
import { toKafkaMessage, type EventCheck, type OutgoingMessage } from './cloud-event';
import type { CommitPublisher } from './commit-publisher';
import type { KafkaClient, ProducerClient } from './kafka-client';
import { keyPartitioner } from './key-partitioner';
import { describeError, silentLog, type Log } from './log';
import { topicName } from './topics';
import { endSpans, startPublishSpan } from './trace-context';

export interface PublisherOptions {
  readonly kafka: Pick<KafkaClient, 'producer'>;
  /** `assertPublishable` of `@redress/contracts`. */
  readonly validate: EventCheck;
  readonly topicPrefix?: string;
  readonly logger?: Log;
  /** How long one send may take with its retries, milliseconds; default 30,000. */
  readonly sendTimeoutMs?: number;
}

export interface PublisherHealth {
  readonly published: number;
  /** Sends that failed; each was followed by a new producer. */
  readonly failures: number;
  /** Times a partition's log was found to begin anew (alarm: the topic lost messages). */
  readonly topicRestarts: number;
  /** Milliseconds since the last of them; absent before the first. */
  readonly topicRestartAgoMs?: number;
  readonly lastError?: string;
}

interface Outgoing {
  readonly topic: string;
  readonly message: OutgoingMessage;
}

/** One request holds at most this many bytes, so that a record batch fits into a topic with the default limit of 1 MiB too (K15). */
const bytesPerSend = 768 * 1024;

/** Bytes of a message on its way, framing included, rather too many than too few. */
const sizeOf = ({ key, value, headers }: OutgoingMessage): number =>
  Object.entries(headers).reduce((sum, [name, text]) => sum + name.length + text.length * 3 + 8, Buffer.byteLength(value) + key.length + 64);

/** The publisher over kafkajs' idempotent producer (pitfalls K8, K9, K13). */
export class KafkaCommitPublisher implements CommitPublisher {
  private producer?: ProducerClient;
  private turn: Promise<void> = Promise.resolve();
  /** Base offset of the last batch acknowledged per partition: the next must be higher, else the log began anew (K8). */
  private readonly offsets = new Map<string, bigint>();
  private readonly counts = { published: 0, failures: 0, topicRestarts: 0 };
  private topicRestartAt?: number;
  private lastError?: string;

  constructor(private readonly options: PublisherOptions) {}

  publish(commits: readonly PublishedCommit[]): Promise<void> {
    const mine = this.turn.then(() => this.publishAll(commits));
    this.turn = mine.catch(() => undefined);
    return mine;
  }

  async stop(): Promise<void> {
    await this.turn;
    await this.discardProducer();
  }

  health(): PublisherHealth {
    const { counts, topicRestartAt: at, lastError } = this;
    return {
      ...counts,
      ...(at === undefined ? {} : { topicRestartAgoMs: performance.now() - at }),
      ...(lastError === undefined ? {} : { lastError }),
    };
  }

  private async publishAll(commits: readonly PublishedCommit[]): Promise<void> {
    const spans: Span[] = [];
    try {
      const outgoing = commits.map((commit) => this.encode(commit, spans));
      for (const part of partsOf(outgoing)) await this.send(part);
      endSpans(spans);
    } catch (error) {
      endSpans(spans, error);
      throw error;
    }
  }

  private encode(commit: PublishedCommit, spans: Span[]): Outgoing {
    const topic = topicName(commit.envelope.context, this.options.topicPrefix);
    const { span, traceparent } = startPublishSpan(commit, topic);
    spans.push(span);
    return { topic, message: toKafkaMessage(commit, this.options.validate, traceparent) };
  }

  private async send(part: readonly Outgoing[]): Promise<void> {
    const { sendTimeoutMs = 30_000 } = this.options;
    try {
      const producer = await within(sendTimeoutMs, 'connecting to Kafka', this.connected());
      const batch = producer.sendBatch({ acks: -1, timeout: 10_000, topicMessages: byTopic(part) });
      for (const answer of await within(sendTimeoutMs, 'sending to Kafka', batch)) this.checkOffset(answer);
      this.counts.published += part.length;
      this.lastError = undefined;
    } catch (error) {
      this.counts.failures += 1;
      this.lastError = describeError(error);
      // kafkajs rolls its sequence numbers back: another batch under the same numbers would be taken for a repeat and
      // dropped (K8). A new producer has an id of its own, so that the worst is a duplicate.
      await this.discardProducer();
      throw new TransientFault('Kafka did not acknowledge the commits', { cause: error });
    }
  }

  private async connected(): Promise<ProducerClient> {
    if (this.producer) return this.producer;
    const made = this.options.kafka.producer({
      idempotent: true,
      maxInFlightRequests: 1,
      allowAutoTopicCreation: false,
      createPartitioner: keyPartitioner,
      metadataMaxAge: 60_000,
      retry: { retries: 3 },
    });
    this.producer = made;
    await made.connect();
    return made;
  }

  private checkOffset({ topicName: topic, partition, baseOffset }: RecordMetadata): void {
    const place = `${topic}/${partition}`;
    const offset = BigInt(baseOffset ?? -1);
    const last = this.offsets.get(place);
    if (last !== undefined && offset <= last) {
      this.offsets.delete(place);
      this.counts.topicRestarts += 1;
      this.topicRestartAt = performance.now();
      const fields = { topic, partition, offset: String(offset), last: String(last) };
      (this.options.logger ?? silentLog).error(fields, 'the log of a topic began anew: run `redress relay verify`');
      throw new Error(`${place} answered with offset ${offset} after ${last}`);
    }
    this.offsets.set(place, offset);
  }

  private async discardProducer(): Promise<void> {
    const old = this.producer;
    this.producer = undefined;
    if (old) await within(5_000, 'disconnecting from Kafka', old.disconnect()).catch(() => undefined);
  }
}

/** A publisher; it connects with the first commit. */
export const createPublisher = (options: PublisherOptions): KafkaCommitPublisher => new KafkaCommitPublisher(options);

/** Cuts a batch where it grows over what one request may hold. */
const partsOf = (outgoing: readonly Outgoing[]): Outgoing[][] => {
  const parts: Outgoing[][] = [];
  let bytes = Infinity;
  for (const each of outgoing) {
    const size = sizeOf(each.message);
    if (bytes + size > bytesPerSend) {
      parts.push([]);
      bytes = 0;
    }
    parts.at(-1)?.push(each);
    bytes += size;
  }
  return parts;
};

const byTopic = (part: readonly Outgoing[]) => {
  const topics = [...new Set(part.map(({ topic }) => topic))];
  return topics.map((topic) => ({ topic, messages: part.filter((each) => each.topic === topic).map(({ message }) => message) }));
};
