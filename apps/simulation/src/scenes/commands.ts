import { commit, type CommitRequest, type Committed } from '@redress/command-handling';
import type { EventStore } from '@redress/event-store';
import { CommandRefused, type AnyEvent } from '@redress/kernel';
import { setTimeout as sleep } from 'node:timers/promises';
import { answerViolations, caseViolations, type Answer } from '../check/answers';
import { purityViolations, type AnyDecider } from '../check/pure';
import { storeViolations } from '../check/stored';
import { StoreServer } from '../ports/store-server';
import type { Machine } from '../world/machine';
import { useTimeOf } from '../world/virtual-time';
import { World } from '../world/world';
import { deciderOf, someDeed, type Deed } from './deeds';
import { sceneOf, type Play, type Scene } from './scene';
import { metaOf } from './writers';

/** What a spec puts in the place of the product's part, to see whether the checker notices. */
export interface CommandsVariant {
  readonly store?: (store: EventStore) => EventStore;
  readonly decider?: (decider: AnyDecider) => AnyDecider;
  /** The command id of a deed at its n-th try. */
  readonly commandId?: (deed: Deed, attempt: number) => string;
}

type AnyRequest = CommitRequest<unknown, AnyEvent, AnyEvent, string>;

const services = ['service-1', 'service-2'] as const;
const clients = 3;
/** A client waits this long for an answer. Milliseconds. */
const patienceMs = 10_000;

class CommandsPlay implements Play {
  private readonly store: StoreServer;
  private readonly deeds: readonly Deed[];
  private readonly answers: Answer[] = [];
  private readonly stores = new Map<Machine, EventStore>();

  constructor(
    private readonly world: World,
    size: number,
    private readonly variant: CommandsVariant,
  ) {
    const at = (n: number): string => new Date(world.startedAt + n * 1_000).toISOString();
    this.deeds = Array.from({ length: size }, (_, n) => someDeed(n, at(n), world.random));
    this.store = new StoreServer(world, 'investigation');
    for (const name of services) world.add(name, (machine) => this.bootService(machine));
    for (let n = 0; n < clients; n += 1) world.add(`client-${n}`, () => void this.client(n));
  }

  isDone(): boolean {
    return this.answers.length === this.deeds.length;
  }

  isSettled(): boolean {
    return true;
  }

  violations(): readonly string[] {
    const { taken } = this.store;
    return [
      ...storeViolations(taken),
      ...answerViolations(taken, this.answers),
      ...caseViolations(taken),
      ...purityViolations(taken, (streamId) => this.decider(streamId), elsewhere),
    ];
  }

  private decider(streamId: string): AnyDecider {
    const { decider = (given) => given } = this.variant;
    return decider(deciderOf(streamId));
  }

  private bootService(machine: Machine): void {
    const { store = (given) => given } = this.variant;
    this.stores.set(machine, store(this.store.client()));
  }

  /** Sends its deeds one after the other, each again until there is an answer. */
  private async client(n: number): Promise<void> {
    for (const deed of this.deeds.filter((_, index) => index % clients === n)) {
      for (let attempt = 1; this.answers.every(({ commandId }) => commandId !== deed.commandId); attempt += 1) {
        await sleep(this.world.random.between(0, 150));
        const answer = await this.send(deed, attempt);
        if (answer) this.answers.push(answer);
      }
    }
  }

  /** A request to one of the services; undefined when no answer came in time, or one that says to try again. */
  private send(deed: Deed, attempt: number): Promise<Answer | undefined> {
    const { world } = this;
    const client = world.here;
    const machine = world.machine(world.random.pick(services));
    const lost = world.trouble.draw({ 'the request is lost': 1, 'the response is lost': 1 });
    if (lost) world.note(`${deed.commandId}: ${lost}`);
    return new Promise((resolve) => {
      world.after(patienceMs, () => resolve(undefined));
      if (!machine || lost === 'the request is lost') return;
      const handle = (): void =>
        void this.handle(machine, deed, attempt).then((answer) => {
          if (lost !== 'the response is lost') world.after(world.random.between(1, 20), () => resolve(answer), client);
        });
      world.after(world.random.between(1, 20), handle, machine);
    });
  }

  private async handle(machine: Machine, deed: Deed, attempt: number): Promise<Answer | undefined> {
    const store = this.stores.get(machine);
    const takenUpAt = this.world.now;
    if (!store) return undefined;
    const { streamId, complaintId, command } = deed;
    const { commandId = ({ commandId: id }: Deed) => id } = this.variant;
    const meta = {
      ...metaOf(commandId(deed, attempt), new Date(this.world.now).toISOString()),
      causationId: deed.commandId,
    };
    const target = { streamId, subject: complaintId };
    try {
      const done: Committed = await commit({
        store,
        decider: this.decider(streamId),
        target,
        command,
        meta,
      } as AnyRequest);
      return { commandId: deed.commandId, streamId, version: done.version, changed: done.changed, takenUpAt };
    } catch (error) {
      return error instanceof CommandRefused
        ? { commandId: deed.commandId, streamId, changed: false, takenUpAt }
        : undefined;
    }
  }
}

/** Runs something on the clock of another world, a year later. */
const elsewhere = <T>(run: () => T): T => {
  const other = new World({ seed: 4_711 }, 0);
  other.now += 365 * 24 * 3_600_000;
  const restore = useTimeOf(other);
  try {
    return run();
  } finally {
    restore();
  }
};

/** Clients, two services and a store: decide, evolve, append (invariants 1, 2 and 4; pitfalls M2). */
export const commandsScene = (variant: CommandsVariant = {}): Scene =>
  sceneOf({ troubleRate: 0.05, sizes: [4, 30] }, (world, size) => new CommandsPlay(world, size, variant));
