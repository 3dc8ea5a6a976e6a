import { Inject, Injectable } from '@nestjs/common';
import { advance, loadState, type CommandTarget, type LoadedState } from '@redress/command-handling';
import { onDuty, rosterDecider, type Duty, type Roster } from '@redress/delivery';
import type { EventStore } from '@redress/event-store';
import type { Role } from '@redress/plan-rules';
import { EVENT_STORE } from '@redress/platform';
import { rosterIdOf } from './site-ids';

/** Where the roster of a site is. */
export const rosterTarget = (siteId: string): CommandTarget => {
  const subject = rosterIdOf(siteId);
  return { streamId: `roster-${subject}`, subject };
};

/** Rosters kept in memory; one per site. */
const mostRosters = 1_000;

/** The duty rosters of the sites as their streams say; only what is new is read again. */
@Injectable()
export class SiteRosters {
  private readonly loaded = new Map<string, LoadedState<Roster>>();

  constructor(@Inject(EVENT_STORE) private readonly store: EventStore) {}

  /** @throws TransientFault when the store is away */
  async of(siteId: string): Promise<Roster> {
    const { streamId: stream } = rosterTarget(siteId);
    const before = this.loaded.get(siteId);
    const now = before
      ? advance(before, rosterDecider, await this.store.readStream(stream, before.head.version + 1))
      : await loadState(this.store, rosterDecider, stream);
    // Two reads at once: the one that saw more stays.
    if ((this.loaded.get(siteId)?.head.version ?? -1) <= now.head.version && this.loaded.size < mostRosters)
      this.loaded.set(siteId, now);
    return now.state;
  }

  /** Who holds a role now. */
  async onDuty(siteId: string, role: Role, at: string): Promise<readonly Duty[]> {
    return onDuty(await this.of(siteId), role, at);
  }

  /** The newest turn of a person, on duty or not: how they can be reached. */
  async latestOf(siteId: string, staffId: string): Promise<Duty | undefined> {
    return (await this.of(siteId)).turns.findLast(({ duty }) => duty.staffId === staffId)?.duty;
  }
}
