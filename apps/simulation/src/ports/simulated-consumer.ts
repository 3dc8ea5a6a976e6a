import type { ConsumerClient } from '@redress/messaging';
import { setTimeout as sleep } from 'node:timers/promises';
import { askerOf } from '../world/calls';
import type { MemberEars } from './group-server';
import { brokerAway, type KafkaServer } from './kafka-server';
import { PartitionFetch, type EachBatch } from './partition-fetch';

type Listener = (event: never) => void;

const events = {
  COMMIT_OFFSETS: 'consumer.commit_offsets',
  GROUP_JOIN: 'consumer.group_join',
  REBALANCING: 'consumer.rebalancing',
  CRASH: 'consumer.crash',
} as ConsumerClient['events'];

const heartbeatMs = 3_000;

/** A kafkajs consumer in one process, as far as ours uses it: a member that fetches partition by partition. */
export class SimulatedConsumer implements ConsumerClient {
  readonly events = events;
  private readonly listeners = new Map<string, Listener>();
  private readonly paused = new Set<number>();
  private eachBatch: EachBatch = () => Promise.resolve();
  private memberId = '';
  private lives = 0;
  /** The generation this member works in; undefined between two groups. */
  private generation?: number;
  /** Goes up with every assignment: who fetches for an older one stops. */
  private term = 0;
  private isOver = false;

  constructor(
    private readonly server: KafkaServer,
    private readonly groupId: string,
  ) {}

  on(name: string, listener: Listener): () => void {
    this.listeners.set(name, listener);
    return () => void this.listeners.delete(name);
  }

  connect(): Promise<void> {
    return this.server.ask('connect', () => undefined);
  }

  subscribe(): Promise<void> {
    return Promise.resolve();
  }

  run(config: Parameters<ConsumerClient['run']>[0] = {}): Promise<void> {
    this.eachBatch = config.eachBatch ?? this.eachBatch;
    this.join();
    void this.beat();
    return Promise.resolve();
  }

  disconnect(): Promise<void> {
    this.isOver = true;
    this.term += 1;
    this.group.leave(this.memberId);
    return Promise.resolve();
  }

  pause(topics: { topic: string; partitions?: number[] }[]): void {
    for (const partition of this.partitionsOf(topics)) this.paused.add(partition);
  }

  resume(topics: { topic: string; partitions?: number[] }[]): void {
    for (const partition of this.partitionsOf(topics)) this.paused.delete(partition);
  }

  async commitOffsets(offsets: Parameters<ConsumerClient['commitOffsets']>[0]): Promise<void> {
    const { generation, memberId } = this;
    // Between two groups kafkajs resolves and does nothing.
    if (generation === undefined) return;
    const commits = offsets.map(({ partition, offset, metadata }) => ({
      partition,
      offset: Number(offset),
      metadata: metadata ?? '',
    }));
    const taken = await this.server.ask('commit offsets', () => this.group.commit(memberId, generation, commits));
    if (!taken) throw Object.assign(new Error('illegal generation'), { name: 'KafkaJSProtocolError' });
    const partitions = offsets.map(({ partition, offset }) => ({ partition, offset }));
    this.emit('consumer.commit_offsets', { topics: [{ topic: this.server.topic, partitions }] });
  }

  private get group() {
    return this.server.group(this.groupId);
  }

  private partitionsOf(topics: { partitions?: number[] }[]): number[] {
    return topics.flatMap(({ partitions }) => partitions ?? this.server.partitions.map((_, partition) => partition));
  }

  private emit(name: string, payload: unknown): void {
    this.listeners.get(name)?.({ payload } as never);
  }

  private join(): void {
    const machine = askerOf(this.server.world);
    this.lives += 1;
    this.memberId = `${machine.name} ${machine.life}.${this.lives}`;
    this.rejoin(this.memberId);
  }

  private rejoin(memberId: string): void {
    const { world } = this.server;
    this.generation = undefined;
    const machine = askerOf(world);
    const ears: MemberEars = {
      machine,
      onRebalance: () => {
        if (this.isOver || memberId !== this.memberId) return;
        this.emit('consumer.rebalancing', {});
        this.term += 1;
        this.rejoin(memberId);
      },
      onAssigned: (generation, partitions) => {
        if (!this.isOver && memberId === this.memberId) this.assigned(generation, partitions);
      },
    };
    world.between(
      world.random.between(1, 100),
      () => this.isOver || !machine.isAlive || this.group.join(memberId, ears),
    );
  }

  private assigned(generation: number, partitions: readonly number[]): void {
    const term = (this.term += 1);
    this.generation = generation;
    this.emit('consumer.group_join', { memberAssignment: { [this.server.topic]: [...partitions] } });
    for (const partition of partitions) {
      const isCurrent = (): boolean => !this.isOver && term === this.term;
      const isPaused = (): boolean => this.paused.has(partition);
      const { server, groupId, eachBatch } = this;
      void new PartitionFetch({ server, groupId, partition, isCurrent, isPaused, eachBatch }).run();
    }
  }

  private async beat(): Promise<void> {
    for (;;) {
      await sleep(heartbeatMs);
      if (this.isOver) return;
      if (this.generation !== undefined && !this.group.beat(this.memberId)) this.fallOut();
    }
  }

  /** The broker does not know this member any more, or does not answer: kafkajs starts over by itself. */
  private fallOut(): void {
    this.term += 1;
    this.generation = undefined;
    this.paused.clear();
    this.emit('consumer.crash', { error: brokerAway('heartbeat'), restart: true });
    this.join();
  }
}
