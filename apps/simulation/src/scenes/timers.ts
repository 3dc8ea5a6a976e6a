import { commit, loadState } from '@redress/command-handling';
import type { EventStore, StoredCommit } from '@redress/event-store';
import { CommandRefused, makeClock, TransientFault, type Clock } from '@redress/kernel';
import { LedTail } from '@redress/relay';
import {
  AlarmClock,
  horizonEnd,
  Sweeper,
  TimerRinger,
  type AlarmQueue,
  type DueTimer,
  type DueTimeStore,
} from '@redress/timers';
import { dueTimes, watchDecider, type WatchRules } from '@redress/watch';
import { deadlineViolations } from '../check/deadlines';
import { storeViolations } from '../check/stored';
import { DueTimeServer } from '../ports/due-time-server';
import { RedisServer } from '../ports/redis-server';
import { SimulatedWorker } from '../ports/simulated-worker';
import { StoreServer } from '../ports/store-server';
import { TailServer } from '../ports/tail-server';
import type { Machine } from '../world/machine';
import type { World } from '../world/world';
import { People } from './people';
import { sceneOf, type Play, type Scene } from './scene';
import { simulatedRules } from './simulated-plan';
import { metaOf } from './writers';

/** What a spec puts in the place of the product's part, to see whether the checker notices. */
export interface TimersVariant {
  readonly clock?: (world: World, machine: Machine) => Clock;
  readonly queue?: (queue: AlarmQueue) => AlarmQueue;
  readonly due?: (store: DueTimeStore, server: DueTimeServer) => DueTimeStore;
}

const leaseMs = 9_000;
const names = ['escalation-1', 'escalation-2'] as const;

const acts = {
  'Redis is emptied': 3,
  'Redis is away': 2,
  'a wall clock jumps': 2,
  'a service is killed': 2,
} as const;

/** How late a breach may be: at once where nothing goes wrong, within a few sweeps after trouble. Milliseconds. */
const punctualMs = 5_000;
const afterTroubleMs = 150_000;

let rules: WatchRules | undefined;

class TimersPlay implements Play {
  private readonly store: StoreServer;
  private readonly tail: TailServer;
  private readonly due: DueTimeServer;
  private readonly redis: RedisServer;
  private readonly people: People;
  private readonly maxArmed: number;
  private pendingActs = 4;
  private calmSince?: number;

  constructor(
    private readonly world: World,
    size: number,
    private readonly variant: TimersVariant,
  ) {
    this.maxArmed = world.random.pick([100_000, 100_000, 2]);
    this.store = new StoreServer(world, 'escalation');
    this.tail = new TailServer(this.store, 'due-times', leaseMs);
    this.due = new DueTimeServer(world);
    this.redis = new RedisServer(world);
    this.people = new People(world, () => this.store.client(), (rules ??= simulatedRules()), size);
    for (const name of names) world.add(name, (machine) => this.boot(machine));
    for (let n = this.pendingActs; n > 0; n -= 1) world.between(world.random.between(0, 150_000), () => this.act());
  }

  isDone(): boolean {
    return this.people.isSaid && this.pendingActs === 0;
  }

  isSettled(): boolean {
    if (this.calmSince === undefined) {
      this.calmSince = this.world.now;
      this.people.endAll();
    }
    return this.people.isOver && this.due.isEmpty && this.tail.checkpoint?.token === this.store.taken.length;
  }

  violations(): readonly string[] {
    const wasCalm = this.world.trouble.taken.length === 0;
    const lateness = (due: number): number => {
      if (this.maxArmed < 100 || this.calmSince === undefined) return Infinity;
      return wasCalm ? punctualMs : Math.max(0, this.calmSince - due) + afterTroubleMs;
    };
    return [...storeViolations(this.store.taken), ...deadlineViolations(this.store.taken, lateness)];
  }

  private boot(machine: Machine): void {
    const { world, variant } = this;
    const clock = variant.clock?.(world, machine) ?? makeClock(() => world.now + machine.clockError);
    const made = this.redis.queue(clock);
    const queue = variant.queue?.(made) ?? made;
    const store = variant.due?.(this.due.client(), this.due) ?? this.due.client();
    const events = this.store.client();
    const onError = (error: Error): void => world.note(`${machine.name}: ${error.message}`);
    const horizon = (): string => horizonEnd(clock, 2 * 3_600_000);
    const sweeper = new Sweeper({ queue, store, clock, horizon, onError, everyMs: 30_000, maxArmed: this.maxArmed });
    const alarms = new AlarmClock({ queue, store, sweeper, onError });
    const ringer = new TimerRinger({ store, clock, onError, fire: (timer) => this.fire(events, clock, timer) });
    const handle = (commits: readonly StoredCommit[]): Promise<void> => this.sync(events, alarms, commits);
    void new LedTail(this.tail.ports(), { name: 'due-times', handle, maxBatch: 50, leaseMs }).start();
    void new SimulatedWorker(this.redis, ringer).run();
    sweeper.start();
  }

  /** What the escalation service does when a timer rings. */
  private async fire(store: EventStore, clock: Clock, { timerId, ownerId, kind, revision }: DueTimer): Promise<void> {
    const complaintId = ownerId.slice('watch-'.length);
    const at = clock.now();
    const target = { streamId: ownerId, subject: complaintId };
    const command = { type: 'FireTimer', data: { complaintId, kind, revision, at } } as const;
    try {
      await commit({ store, decider: watchDecider, target, command, meta: metaOf(timerId, at) });
    } catch (error) {
      if (error instanceof CommandRefused) throw new TransientFault('the timer has to ring again', { cause: error });
      throw error;
    }
  }

  private async sync(store: EventStore, alarms: AlarmClock, commits: readonly StoredCommit[]): Promise<void> {
    for (const ownerId of new Set(commits.map(({ streamId }) => streamId))) {
      const { state, head } = await loadState(store, watchDecider, ownerId);
      await alarms.sync(ownerId, head.version, dueTimes(state));
    }
  }

  private act(): void {
    const { world, redis } = this;
    this.pendingActs -= 1;
    const act = world.trouble.draw(acts, 0.4);
    const machine = world.machine(world.random.pick(names));
    const [awayMs, jumpMs] = [world.random.between(1_000, 40_000), world.random.between(-3_600_000, 3_600_000)];
    if (act) world.note(`${act} (${machine?.name ?? ''})`);
    if (act === 'Redis is emptied') redis.loseEverything();
    if (act === 'Redis is away') redis.goAway(awayMs);
    if (act === 'a wall clock jumps' && machine) machine.wallOffset += jumpMs;
    if (act === 'a service is killed' && machine) world.crash(machine);
  }
}

/** Watches with deadlines, two services that ring, and a Redis that may lose everything (invariants 12 and 13; pitfalls B1 to B8). */
export const timersScene = (variant: TimersVariant = {}): Scene =>
  sceneOf({ troubleRate: 0.01, sizes: [1, 6] }, (world, size) => new TimersPlay(world, size, variant));
