import { Inject, Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { advance, loadState } from '@redress/command-handling';
import { noStream, VersionConflict, type EventStore, type StoredCommit } from '@redress/event-store';
import { CommandRefused, TransientFault, type Clock } from '@redress/kernel';
import { CLOCK, EVENT_STORE } from '@redress/platform';
import type { DueTime, DueTimer } from '@redress/timers';
import { dueTimes, watchDecider } from '@redress/watch';
import { FireTimerRequest } from '../commands/fire-timer.handler';

/** What a watch waits for at a version of its stream. */
export interface OwnerDue {
  readonly ownerId: string;
  readonly version: number;
  readonly due: readonly DueTime[];
}

/**
 * The alarm clocks of watches: every event of a watch may start, move or cancel some, and what it waits for is derived
 * from all of them. A due one sends `FireTimer`, which the watch may answer with nothing.
 */
@Injectable()
export class WatchTimer {
  constructor(
    private readonly bus: CommandBus,
    @Inject(EVENT_STORE) private readonly store: EventStore,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** What the watches of these commits wait for now. */
  async dueAfter(commits: readonly StoredCommit[]): Promise<OwnerDue[]> {
    const watches = Map.groupBy(commits, ({ streamId }) => streamId);
    return Promise.all([...watches].map(([ownerId, ofWatch]) => this.dueOf(ownerId, ofWatch)));
  }

  /** Rings. @throws TransientFault to be called again */
  async fire(timer: DueTimer): Promise<void> {
    const { timerId, ownerId, kind, revision } = timer;
    const [first] = await this.store.readStream(ownerId, 1, 1);
    if (!first) return;
    const meta = {
      commandId: timerId,
      siteId: first.siteId,
      actor: 'system:escalation',
      correlationId: first.correlationId,
      causationId: timerId,
      occurredAt: this.clock.now(),
      ...(first.drillId && { drillId: first.drillId }),
      ...(this.clock.ref && { clockRef: this.clock.ref }),
    };
    try {
      await this.bus.execute(new FireTimerRequest(first.subject, kind, revision, meta));
    } catch (error) {
      if (error instanceof CommandRefused || error instanceof VersionConflict)
        throw new TransientFault('the timer has to ring again', { cause: error });
      throw error;
    }
  }

  /** Where the commits are all of the watch from its first on, as a new one's are, nothing need be read. */
  private async dueOf(ownerId: string, commits: readonly StoredCommit[]): Promise<OwnerDue> {
    const fromTheFirst = commits.every(({ version }, at) => version === at + 1);
    const { state, head } = fromTheFirst
      ? advance({ state: watchDecider.initial, head: noStream }, watchDecider, commits)
      : await loadState(this.store, watchDecider, ownerId);
    return { ownerId, version: head.version, due: dueTimes(state) };
  }
}
