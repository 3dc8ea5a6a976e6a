import { advance, loadState, type LoadedState } from '@redress/command-handling';
import type { EventStore } from '@redress/event-store';
import type { AnyEvent, Decider } from '@redress/kernel';

/** States kept in memory; one per site. */
const mostSites = 1_000;

/** What one stream of each site says; only what is new is read again. */
export class SiteStates<S, C extends AnyEvent, E extends AnyEvent, R extends string> {
  private readonly loaded = new Map<string, LoadedState<S>>();

  constructor(
    private readonly store: EventStore,
    private readonly decider: Decider<S, C, E, R>,
    private readonly streamOf: (siteId: string) => string,
  ) {}

  /** @throws TransientFault when the store is away */
  async of(siteId: string): Promise<S> {
    const stream = this.streamOf(siteId);
    const before = this.loaded.get(siteId);
    const now = before
      ? advance(before, this.decider, await this.store.readStream(stream, before.head.version + 1))
      : await loadState(this.store, this.decider, stream);
    // Two reads at once: the one that saw more stays.
    if ((this.loaded.get(siteId)?.head.version ?? -1) <= now.head.version && this.loaded.size < mostSites)
      this.loaded.set(siteId, now);
    return now.state;
  }
}
