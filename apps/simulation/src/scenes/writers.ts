import { commit, type CommandMeta } from '@redress/command-handling';
import type { EventStore } from '@redress/event-store';
import { happened, type Decider, type Message } from '@redress/kernel';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Machine } from '../world/machine';
import type { World } from '../world/world';

type Note = Message<'Note', { n: number }>;
type Noted = Message<'Noted', { n: number }>;

/** Adds an event whatever happened before: what comes twice stands there twice. */
const noteDecider: Decider<number, Note, Noted, never> = {
  initial: 0,
  decide: ({ data }) => happened({ type: 'Noted', data }),
  evolve: (count) => count + 1,
};

export const metaOf = (commandId: string, at: string): CommandMeta => ({
  commandId,
  siteId: 'main',
  actor: 'system:simulation',
  correlationId: commandId,
  causationId: commandId,
  occurredAt: at,
});

/** Appends notes to streams, from several machines; which are done outlives them. */
export class Writers {
  private readonly done = new Set<number>();

  constructor(
    private readonly world: World,
    private readonly client: () => EventStore,
    private readonly streams: readonly [string, ...string[]],
    private readonly size: number,
  ) {
    const plan = Array.from({ length: size }, () => world.random.pick(streams));
    for (const name of ['writer-1', 'writer-2']) {
      const mine = plan.map((stream, n) => ({ stream, n })).filter(({ n }) => (n % 2 === 0) === (name === 'writer-1'));
      world.add(name, (machine) => void this.write(machine, mine));
    }
  }

  isDone(): boolean {
    return this.done.size === this.size;
  }

  private async write(machine: Machine, plan: readonly { stream: string; n: number }[]): Promise<void> {
    const store = this.client();
    for (const { stream, n } of plan) {
      while (!this.done.has(n)) {
        await sleep(this.world.random.between(0, 500));
        await this.append(store, stream, n).catch(() => this.world.note(`${machine.name}: note ${n} is sent again`));
      }
    }
  }

  private async append(store: EventStore, streamId: string, n: number): Promise<void> {
    const target = { streamId, subject: streamId.slice(streamId.indexOf('-') + 1) };
    const meta = metaOf(`note-${n}`, new Date(this.world.now).toISOString());
    await commit({ store, decider: noteDecider, target, command: { type: 'Note', data: { n } }, meta });
    this.done.add(n);
  }
}
