import { Inject, Injectable } from '@nestjs/common';
import type { CommandTarget } from '@redress/command-handling';
import {
  onDuty,
  rosterDecider,
  type Duty,
  type Roster,
  type RosterCommand,
  type RosterEvent,
  type RosterRefusal,
} from '@redress/delivery';
import type { EventStore } from '@redress/event-store';
import type { Role } from '@redress/plan-rules';
import { EVENT_STORE } from '@redress/platform';
import { rosterIdOf } from './site-ids';
import { SiteStates } from './site-states';

/** Where the roster of a site is. */
export const rosterTarget = (siteId: string): CommandTarget => {
  const subject = rosterIdOf(siteId);
  return { streamId: `roster-${subject}`, subject };
};

/** The duty rosters of the sites as their streams say. */
@Injectable()
export class SiteRosters {
  private readonly states: SiteStates<Roster, RosterCommand, RosterEvent, RosterRefusal>;

  constructor(@Inject(EVENT_STORE) store: EventStore) {
    this.states = new SiteStates(store, rosterDecider, (siteId) => rosterTarget(siteId).streamId);
  }

  /** @throws TransientFault when the store is away */
  of(siteId: string): Promise<Roster> {
    return this.states.of(siteId);
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
