import { timerOf, type DueTime, type DueTimer, type DueTimeStore, type Replaced } from '@redress/due-times';
import { StoreUnavailable } from '@redress/event-store';
import { ask } from '../world/calls';
import type { World } from '../world/world';

const pageSize = 20;

/** The due times as the database has them. */
export class DueTimeServer {
  private readonly owners = new Map<string, { version: number; due: readonly DueTime[] }>();

  constructor(private readonly world: World) {}

  /** Whether some owner waits for something. */
  get isEmpty(): boolean {
    return [...this.owners.values()].every(({ due }) => due.length === 0);
  }

  /** The store as the machine on which this happens sees it. */
  client(): DueTimeStore {
    const asked = <T>(what: string, work: () => T): Promise<T> =>
      ask(this.world, { what: `due times: ${what}`, work, lost: () => new StoreUnavailable(what) });
    return {
      replace: (ownerId, version, due) =>
        asked(`replace ${ownerId}@${version}`, () => this.replace(ownerId, version, due)),
      find: (timerId) => asked(`find ${timerId}`, () => this.all().find((timer) => timer.timerId === timerId)),
      earliest: () => asked('ask for the earliest', () => this.all()[0]?.dueAt),
      count: () => asked('count', () => this.all().length),
      dueBefore: (horizon) => this.pages(asked, horizon),
    };
  }

  /** Replaces what an owner waits for, unless this version is known already. */
  replace(ownerId: string, version: number, due: readonly DueTime[], isGuarded = true): Replaced {
    const known = this.owners.get(ownerId);
    if (isGuarded && known && known.version >= version) return { replaced: false, dropped: [] };
    this.owners.set(ownerId, { version, due });
    const kept = new Set(due.map((one) => timerOf(ownerId, one).timerId));
    const before = (known?.due ?? []).map((one) => timerOf(ownerId, one));
    return { replaced: true, dropped: before.filter(({ timerId }) => !kept.has(timerId)) };
  }

  private all(): DueTimer[] {
    const timers = [...this.owners].flatMap(([ownerId, { due }]) => due.map((one) => timerOf(ownerId, one)));
    return timers.sort((one, other) => Date.parse(one.dueAt) - Date.parse(other.dueAt));
  }

  private async *pages(
    asked: <T>(what: string, work: () => T) => Promise<T>,
    horizon: string,
  ): AsyncGenerator<DueTimer> {
    const due = (from: number): DueTimer[] =>
      this.all()
        .filter(({ dueAt }) => dueAt < horizon)
        .slice(from, from + pageSize);
    for (let from = 0; ; from += pageSize) {
      const page = await asked('read what is near', () => due(from));
      yield* page;
      if (page.length < pageSize) return;
    }
  }
}
