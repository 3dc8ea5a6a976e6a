import { commit, reactionId } from '@redress/command-handling';
import type { EventStore } from '@redress/event-store';
import { happened, TransientFault, type Decider, type Message } from '@redress/kernel';
import {
  ConsumerStalled,
  createConsumer,
  type CommitHandler,
  type KafkaClient,
  type KafkaCommitConsumer,
} from '@redress/messaging';
import type { ParkingLot } from '@redress/parking';
import { setTimeout as sleep } from 'node:timers/promises';
import { effectsOf, effectViolations, missingEffects, parkingViolations, passedOver } from '../check/effects';
import { storeViolations } from '../check/stored';
import type { OffsetCommit } from '../ports/group-server';
import { KafkaServer } from '../ports/kafka-server';
import { ParkingServer } from '../ports/parking-server';
import { StoreServer } from '../ports/store-server';
import type { Machine } from '../world/machine';
import type { World } from '../world/world';
import { sceneOf, type Play, type Scene } from './scene';
import { SourceTopic } from './source-topic';
import { metaOf } from './writers';

type Tally = Message<'Tally', { key: string; version: number }>;
type Tallied = Message<'Tallied', { key: string; version: number }>;

/** Counts whatever comes: only the inbox keeps a message from counting twice. */
const tallyDecider: Decider<number, Tally, Tallied, never> = {
  initial: 0,
  decide: ({ data }) => happened({ type: 'Tallied', data }),
  evolve: (count) => count + 1,
};

/** What a spec puts in the place of the product's part, to see whether the checker notices. */
export interface ConsumerVariant {
  readonly kafka?: (client: KafkaClient) => KafkaClient;
  readonly handle?: (handle: CommitHandler, world: World) => CommitHandler;
  readonly lot?: (lot: ParkingLot) => ParkingLot;
  /** The command id of the reaction to a commit. */
  readonly commandId?: (commitId: string, world: World) => string;
}

const groupId = 'simulation-reactions';
const keys = ['a', 'b', 'c', 'd'] as const;
const names = ['consumer-1', 'consumer-2'] as const;

class ConsumerPlay implements Play {
  private readonly target: StoreServer;
  private readonly kafka: KafkaServer;
  private readonly lot: ParkingServer;
  private readonly source: SourceTopic;
  private readonly maxBatch: number;
  private readonly consumers = new Map<Machine, KafkaCommitConsumer>();
  private readonly brokenAt = new Map<string, number>();
  private readonly found: string[] = [];
  private isMended = false;

  constructor(
    private readonly world: World,
    size: number,
    private readonly variant: ConsumerVariant,
  ) {
    this.maxBatch = world.random.pick([1, 1, 20]);
    this.target = new StoreServer(world, 'escalation');
    this.kafka = new KafkaServer(world, 'redress-intake-v1', 2);
    this.kafka.group(groupId).onCommit = (offset) => this.checkOffset(offset);
    this.lot = new ParkingServer(world);
    for (const key of keys)
      if (world.random.chance(0.3)) this.brokenAt.set(key, world.random.between(1, Math.max(1, size / 4)));
    this.source = new SourceTopic(world, this.kafka, keys, size);
    for (const name of names) world.add(name, (machine) => this.bootConsumer(machine));
    world.add('operator', () => void this.operate());
  }

  isDone(): boolean {
    return this.isMended && this.source.isComplete && this.lot.messages.length === 0;
  }

  isSettled(): boolean {
    return (
      this.lot.messages.length === 0 &&
      missingEffects(this.effects(), this.source.versions).length === 0 &&
      this.isCommitted()
    );
  }

  violations(): readonly string[] {
    const effects = this.effects();
    return [
      ...new Set(this.found),
      ...storeViolations(this.target.taken),
      ...effectViolations(effects),
      ...missingEffects(effects, this.source.versions),
    ];
  }

  private effects() {
    return effectsOf(this.target.taken);
  }

  private isCommitted(): boolean {
    const group = this.kafka.group(groupId);
    return this.kafka.partitions.every((log, partition) => group.committedOffset(partition) === log.length);
  }

  private checkOffset({ partition, offset }: OffsetCommit): void {
    const log = this.kafka.partitions[partition] ?? [];
    this.found.push(
      ...passedOver(offset, log, this.effects(), (each) => this.lot.everParked.has(`${partition}/${each}`)),
    );
  }

  private bootConsumer(machine: Machine): void {
    const { kafka = (client) => client, handle = (given) => given, lot = (given) => given } = this.variant;
    const consumer = createConsumer({
      kafka: kafka(this.kafka.client()),
      groupId,
      contexts: ['intake'],
      maxBatch: this.maxBatch,
      handle: handle(this.react(this.target.client()), this.world),
      parking: lot(this.lot.client()),
      validate: () => undefined,
      onFatal: (error) => {
        this.fatal(machine, error);
      },
    });
    this.consumers.set(machine, consumer);
    void consumer.start().catch((error: unknown) => this.fatal(machine, error));
  }

  /** The process ends itself and is started again. Only a stall has its reason here: no message is ever lost. */
  private fatal(machine: Machine, error: unknown): void {
    const why = error instanceof Error ? error.message : String(error);
    this.world.note(`${machine.name} ends itself: ${why}`);
    if (!(error instanceof ConsumerStalled)) this.found.push(`${machine.name} gave up without need: ${why}`);
    this.world.crash(machine);
  }

  private react(store: EventStore): CommitHandler {
    const { commandId = (commitId) => reactionId(groupId, commitId) } = this.variant;
    return async (commits) => {
      for (const { envelope } of commits) {
        const { subject: key, version, commitId } = envelope;
        if (!this.isMended && this.brokenAt.get(key) === version) throw new Error('nobody thought of this');
        await commit({
          store,
          decider: tallyDecider,
          target: { streamId: `watch-${key}`, subject: key },
          command: { type: 'Tally', data: { key, version } },
          meta: metaOf(commandId(commitId, this.world), new Date(this.world.now).toISOString()),
        });
      }
    };
  }

  /** Waits until only what is broken is left, looks at the parking lot, has it mended and the parked keys retried. */
  private async operate(): Promise<void> {
    while (!this.source.isComplete || !this.isCommitted()) await sleep(1_000);
    this.kafka.partitions.forEach((log, partition) => {
      const parked = this.lot.messages.filter((message) => message.partition === partition);
      const ordered = [...parked].sort((one, other) => Number(one.offset) - Number(other.offset));
      this.found.push(...parkingViolations(log, ordered, this.effects(), this.brokenAt));
    });
    this.isMended = true;
    this.source.more(8);
    for (;;) {
      await sleep(1_000);
      for (const key of new Set(this.lot.messages.map((message) => message.key))) this.retry(key);
    }
  }

  /** The service is asked over HTTP; its machine does the work. */
  private retry(key: string): void {
    const machine = this.world.machine(this.world.random.pick(names));
    const consumer = machine && this.consumers.get(machine);
    if (!machine?.isAlive || !consumer) return;
    const work = (): void =>
      void consumer.retryParked(key).catch((error: unknown) => {
        if (!(error instanceof TransientFault)) this.found.push(`a retry of ${key} failed: ${String(error)}`);
      });
    this.world.after(1, work, machine);
  }
}

/** A topic, two consumers of one group, an inbox and a parking lot (invariants 4, 6 and 7; pitfalls K4, K5, K7, X1). */
export const consumerScene = (variant: ConsumerVariant = {}): Scene =>
  sceneOf({ troubleRate: 0.012, sizes: [4, 24] }, (world, size) => new ConsumerPlay(world, size, variant));
