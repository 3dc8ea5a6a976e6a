import { Inject, Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { statesAfter } from '@redress/command-handling';
import { VersionConflict, type EventStore, type StoredCommit } from '@redress/event-store';
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
    const watches = await statesAfter(this.store, watchDecider, commits);
    return watches.map(({ streamId, state, head }) => ({
      ownerId: streamId,
      version: head.version,
      due: dueTimes(state),
    }));
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
}
