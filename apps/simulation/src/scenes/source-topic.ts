import type { PublishedCommit } from '@redress/kernel';
import { toKafkaMessage } from '@redress/messaging';
import type { KafkaServer } from '../ports/kafka-server';
import { epoch, type World } from '../world/world';

const commitOf = (key: string, version: number): PublishedCommit => ({
  envelope: {
    commitId: `${key}-${version}`,
    siteId: 'main',
    context: 'intake',
    streamId: `complaint-${key}`,
    version,
    subject: key,
    occurredAt: new Date(epoch).toISOString(),
    recordedAt: new Date(epoch).toISOString(),
    storeEpoch: 1,
    actor: 'system:simulation',
    correlationId: key,
    causationId: key,
  },
  events: [{ type: 'Noted', schemaVersion: 1, data: { n: version } }],
});

/** A topic that fills as a relay fills it: each key in order, now and then a run of it again. */
export class SourceTopic {
  /** The highest version of each key on the topic. */
  readonly versions = new Map<string, number>();
  private remaining: number;

  constructor(
    private readonly world: World,
    private readonly kafka: KafkaServer,
    readonly keys: readonly [string, ...string[]],
    size: number,
  ) {
    this.remaining = size;
    this.sendNext();
  }

  get isComplete(): boolean {
    return this.remaining === 0;
  }

  /** Sends some more. */
  more(count: number): void {
    const wasComplete = this.isComplete;
    this.remaining += count;
    if (wasComplete) this.sendNext();
  }

  private sendNext(): void {
    if (this.remaining === 0) return;
    this.world.between(this.world.random.between(0, 2_000), () => {
      this.remaining -= 1;
      this.send(this.world.random.pick(this.keys));
      if (this.world.trouble.draw({ 'the last messages are sent again': 1 })) this.again();
      this.sendNext();
    });
  }

  private send(key: string): void {
    const version = (this.versions.get(key) ?? 0) + 1;
    this.versions.set(key, version);
    this.world.note(`the topic gets ${key}@${version}`);
    this.kafka.append(this.partitionOf(key), [toKafkaMessage(commitOf(key, version), () => undefined)]);
  }

  private again(): void {
    const partition = this.world.random.below(this.kafka.partitions.length);
    const last = (this.kafka.partitions[partition] ?? []).slice(-this.world.random.between(1, 6));
    this.world.note(`partition ${partition} gets the last ${last.length} again`);
    this.kafka.append(partition, last);
  }

  private partitionOf(key: string): number {
    return this.keys.indexOf(key) % this.kafka.partitions.length;
  }
}
