import { Inject, Injectable } from '@nestjs/common';
import { requiredCalendar } from '@redress/calendar';
import { commit, loadState, type CommandMeta, type Committed } from '@redress/command-handling';
import type { EventStore } from '@redress/event-store';
import { CommandRefused, TransientFault } from '@redress/kernel';
import type { PlanCopies } from '@redress/plan-copies';
import type { PlanDocument } from '@redress/plan-rules';
import { EVENT_STORE, PLAN_COPIES } from '@redress/platform';
import { watchDecider, type WatchCommand, type WatchRules } from '@redress/watch';

/** Why a watch cannot be had. */
export type FileRefusal = 'other-site';

/** What a complaint is pinned to: the plan version and the calendar edition (decisions.md 8). */
export interface PlanPin {
  readonly siteId: string;
  readonly planRef: string;
  readonly calendarRef: string;
}

/** Pins kept in memory; small, and never stale. */
const mostPins = 10_000;

/** Name of the stream of a complaint's watch. */
export const watchStream = (complaintId: string): string => `watch-${complaintId}`;

/** The watches of all complaints, each with the plan it is pinned to. */
@Injectable()
export class WatchFile {
  private readonly pins = new Map<string, PlanPin>();

  constructor(
    @Inject(EVENT_STORE) private readonly store: EventStore,
    @Inject(PLAN_COPIES) private readonly plans: PlanCopies<PlanDocument>,
  ) {}

  /** Decides a command that needs no plan; with `freshStream` one that most likely opens the watch. @throws CommandRefused */
  commit(command: WatchCommand, meta: CommandMeta, { freshStream = false } = {}): Promise<Committed> {
    const { complaintId } = command.data;
    const target = { streamId: watchStream(complaintId), subject: complaintId };
    return commit({ store: this.store, decider: watchDecider, target, command, meta, freshStream });
  }

  /**
   * Decides a command under the plan its watch is pinned to; without a watch, under none: it is remembered then.
   * @throws CommandRefused · UnknownPlan (a TransientFault) while the pinned version has not arrived
   */
  async commitUnderPlan(
    complaintId: string,
    meta: CommandMeta,
    command: (rules?: WatchRules) => WatchCommand,
  ): Promise<Committed> {
    const pin = await this.pinOf(meta.siteId, complaintId);
    return pin ? this.commitUnder(pin, meta, command) : this.commitWithOrWithoutPlan(complaintId, meta, command);
  }

  /**
   * Decides a command that needs the plan only now and then.
   * @throws CommandRefused · TransientFault as `commitUnderPlan`
   */
  async commitWithOrWithoutPlan(
    complaintId: string,
    meta: CommandMeta,
    command: (rules?: WatchRules) => WatchCommand,
  ): Promise<Committed> {
    try {
      return await this.commit(command(), meta);
    } catch (error) {
      if (!(error instanceof CommandRefused) || error.refusal !== 'rules-missing') throw error;
      // Only an open watch needs a plan, and it has one.
      const opened = await this.pinOf(meta.siteId, complaintId);
      if (!opened) throw new TransientFault('the watch was opened meanwhile', { cause: error });
      return this.commitUnder(opened, meta, command);
    }
  }

  private async commitUnder(
    pin: PlanPin,
    meta: CommandMeta,
    command: (rules: WatchRules) => WatchCommand,
  ): Promise<Committed> {
    return this.commit(command(await this.rulesOf(pin)), { ...meta, planRef: pin.planRef });
  }

  /** What a pin stands for. @throws TransientFault while plan or calendar are not here: the key waits (decisions.md 8) */
  async rulesOf({ siteId, planRef, calendarRef }: PlanPin): Promise<WatchRules> {
    const { document } = await this.plans.get(siteId, planRef);
    return { plan: document, calendar: requiredCalendar(calendarRef) };
  }

  /** @throws CommandRefused when the watch is another site's; one that is not there belongs to nobody. */
  async assertSite(complaintId: string, siteId: string): Promise<void> {
    const [first] = await this.store.readStream(watchStream(complaintId), 1, 1);
    if (first && first.siteId !== siteId) throw new CommandRefused('other-site' satisfies FileRefusal);
  }

  /** What a watch is pinned to, as it was opened with; undefined while it is not open. Never changes, so it is kept. */
  private async pinOf(siteId: string, complaintId: string): Promise<PlanPin | undefined> {
    const kept = this.pins.get(complaintId);
    if (kept) return kept;
    const { state } = await loadState(this.store, watchDecider, watchStream(complaintId));
    const calendarRef = state.status === 'unopened' ? undefined : state.deadlines.acceptance?.explanation.calendarRef;
    if (state.status === 'unopened' || !calendarRef) return undefined;
    return this.keep(complaintId, { siteId, planRef: state.planRef, calendarRef });
  }

  private keep(complaintId: string, pin: PlanPin): PlanPin {
    this.pins.set(complaintId, pin);
    const oldest = this.pins.keys().next();
    if (this.pins.size > mostPins && !oldest.done) this.pins.delete(oldest.value);
    return pin;
  }
}
