import { createPublisher, type CommitPublisher } from '@redress/messaging';
import { orderRepublishOver, relayOver, type TailPorts } from '@redress/relay';
import { setTimeout as sleep } from 'node:timers/promises';
import { publishedViolations } from '../check/published';
import { storeViolations } from '../check/stored';
import { KafkaServer } from '../ports/kafka-server';
import { StoreServer } from '../ports/store-server';
import { TailServer } from '../ports/tail-server';
import type { World } from '../world/world';
import { sceneOf, type Play, type Scene } from './scene';
import { Writers } from './writers';

/** What a spec puts in the place of the product's part, to see whether the checker notices. */
export interface RelayVariant {
  readonly ports?: (ports: TailPorts, tail: TailServer, store: StoreServer) => TailPorts;
  readonly publisher?: (make: () => CommitPublisher) => CommitPublisher;
}

const leaseMs = 9_000;
const streams = ['complaint-a', 'complaint-b', 'complaint-c'] as const;

/** What happens to the services themselves now and then. */
const acts = {
  'the oplog forgets what was': 2,
  'the topic is lost, a republication is ordered': 4,
  'a republication is ordered': 1,
  'a relay is killed': 2,
} as const;

class RelayPlay implements Play {
  private readonly store: StoreServer;
  private readonly tail: TailServer;
  private readonly kafka: KafkaServer;
  private readonly writers: Writers;
  private orders = 0;
  private pendingActs = 3;
  private wasRefilled = false;

  constructor(
    private readonly world: World,
    size: number,
    private readonly variant: RelayVariant,
  ) {
    this.store = new StoreServer(world, 'intake');
    this.tail = new TailServer(this.store, 'relay', leaseMs);
    this.kafka = new KafkaServer(world, 'redress-intake-v1', 2);
    this.writers = new Writers(world, () => this.store.client(), streams, size);
    for (const name of ['relay-1', 'relay-2']) world.add(name, () => this.bootRelay());
    world.add('operator', () => void this.operate());
    for (let n = this.pendingActs; n > 0; n -= 1) world.between(world.random.between(0, size * 700), () => this.act());
  }

  isDone(): boolean {
    return this.writers.isDone() && this.pendingActs === 0 && this.orders === 0;
  }

  isSettled(): boolean {
    return (
      publishedViolations(this.store.taken, this.kafka.partitions, true).length === 0 &&
      this.tail.checkpoint?.catchUp === undefined
    );
  }

  violations(): readonly string[] {
    const { taken } = this.store;
    return [
      ...storeViolations(taken),
      ...publishedViolations(taken, this.kafka.partitions, this.wasRefilled),
      ...this.fenceViolations(),
    ];
  }

  private fenceViolations(): string[] {
    const { overwritten } = this.tail;
    return overwritten > 0 ? [`an older leader wrote over the checkpoint of a newer one (${overwritten} times)`] : [];
  }

  private bootRelay(): void {
    const { ports = (given) => given, publisher = (make) => make() } = this.variant;
    const made = publisher(() => createPublisher({ kafka: this.kafka.client(), validate: () => undefined }));
    const relay = relayOver(ports(this.tail.ports(), this.tail, this.store), {
      publisher: made,
      toMessage: (event) => event,
      leaseMs,
    });
    void relay.start();
  }

  private act(): void {
    this.pendingActs -= 1;
    const act = this.world.trouble.draw(acts, 0.4);
    if (act) this.world.note(act);
    if (act === 'the oplog forgets what was') this.store.firstPlace = this.store.taken.length;
    if (act === 'a relay is killed') this.kill();
    if (act === 'the topic is lost, a republication is ordered') {
      this.kafka.loseEverything();
      this.wasRefilled = true;
      this.orders += 1;
    }
    if (act === 'a republication is ordered') this.orders += 1;
  }

  private kill(): void {
    const machine = this.world.machine(this.world.random.pick(['relay-1', 'relay-2']));
    if (machine) this.world.crash(machine);
  }

  private async operate(): Promise<void> {
    for (;;) {
      await sleep(1_000);
      if (this.orders === 0) continue;
      const ports = this.variant.ports?.(this.tail.ports(), this.tail, this.store) ?? this.tail.ports();
      await orderRepublishOver(ports).then(
        () => (this.orders -= 1),
        () => undefined,
      );
    }
  }
}

/** A store, two relays that take turns, and a topic (invariants 6 and 8; faults F1, F6, F7, F13, F14). */
export const relayScene = (variant: RelayVariant = {}): Scene =>
  sceneOf({ troubleRate: 0.02, sizes: [3, 14] }, (world, size) => new RelayPlay(world, size, variant));
