import { topicOf, type Context, type PublishedCommit } from '@redress/kernel';
import { logRanges, readTopic, topicName, type EventCheck } from '@redress/messaging';
import type { Replay, ReplayBatch } from '@redress/projections';
import type { Kafka } from 'kafkajs';

export interface KafkaReplayOptions {
  readonly kafka: Kafka;
  readonly contexts: readonly Context[];
  readonly topicPrefix: string;
  readonly validate: EventCheck;
  readonly signal: AbortSignal;
}

/** The service is stopping: what is half read is no basis for anything. */
export class ReplayStopped extends Error {
  constructor() {
    super('the service stopped while the topics were read');
    this.name = 'ReplayStopped';
  }
}

const batchSize = 1000;

/** Reads the topics of all contexts side by side; a further `read` goes on where the last one ended. */
export class KafkaReplay implements Replay {
  /** Next offset by topic and partition. */
  private readonly reached = new Map<string, Map<number, number>>();
  private done = 0;

  constructor(private readonly options: KafkaReplayOptions) {}

  async *read(): AsyncGenerator<ReplayBatch> {
    const total = this.done + (await this.ahead());
    for await (const commits of merged(this.options.contexts.map((context) => this.batches(context)))) {
      yield { commits, done: this.done, total: Math.max(total, this.done) };
    }
  }

  private async *batches(context: Context): AsyncGenerator<readonly PublishedCommit[]> {
    const { kafka, topicPrefix, validate, signal } = this.options;
    const reached = this.reached.get(topicOf(context)) ?? new Map<number, number>();
    this.reached.set(topicOf(context), reached);
    let batch: PublishedCommit[] = [];
    for await (const { partition, offset, commit } of readTopic({
      kafka,
      context,
      topicPrefix,
      validate,
      signal,
      from: new Map(reached),
    })) {
      reached.set(partition, offset + 1);
      this.done++;
      if (commit) batch.push(commit);
      if (batch.length < batchSize) continue;
      yield batch;
      batch = [];
    }
    if (signal.aborted) throw new ReplayStopped();
    yield batch;
  }

  /** How many messages are still to be read. */
  private async ahead(): Promise<number> {
    const { kafka, contexts, topicPrefix } = this.options;
    const admin = kafka.admin();
    await admin.connect();
    try {
      const ranges = await Promise.all(
        contexts.map(async (context) => {
          const reached = this.reached.get(topicOf(context));
          const found = await logRanges(admin, [topicName(context, topicPrefix)]);
          return found.map(({ partition, start, end }) =>
            Math.max(0, end - Math.max(start, reached?.get(partition) ?? 0)),
          );
        }),
      );
      return ranges.flat().reduce((sum, messages) => sum + messages, 0);
    } finally {
      await admin.disconnect();
    }
  }
}

/** What any of several sources gives, as it comes; each source keeps its own order. */
async function* merged<T>(sources: readonly AsyncGenerator<T>[]): AsyncGenerator<T> {
  const next = (source: AsyncGenerator<T>) => source.next().then((result) => ({ source, result }));
  const waiting = new Map(sources.map((source) => [source, next(source)]));
  try {
    while (waiting.size > 0) {
      const { source, result } = await Promise.race(waiting.values());
      if (result.done) waiting.delete(source);
      else {
        waiting.set(source, next(source));
        yield result.value;
      }
    }
  } finally {
    for (const promise of waiting.values()) promise.catch(() => undefined);
    await Promise.allSettled([...waiting.keys()].map((source) => source.return(undefined)));
  }
}
