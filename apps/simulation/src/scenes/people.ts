import { commit } from '@redress/command-handling';
import type { EventStore } from '@redress/event-store';
import { CommandRefused } from '@redress/kernel';
import { watchDecider, type WatchCommand, type WatchRules } from '@redress/watch';
import { setTimeout as sleep } from 'node:timers/promises';
import type { World } from '../world/world';
import { acceptanceMs } from './simulated-plan';
import { metaOf } from './writers';

/** Long enough for every deadline of a complaint to pass and to be noticed. */
const lateMs = 200_000;

/** One thing that is done about a complaint, some time after the schedule began. */
interface Deed {
  readonly atMs: number;
  readonly name: string;
  readonly command: (at: string) => WatchCommand;
}

/** Complaints that are watched: what is said about them, over some minutes, each word until it is heard. */
export class People {
  private readonly done = new Set<string>();
  private readonly stories: {
    readonly complaintId: string;
    readonly deeds: readonly Deed[];
    readonly endsLate: boolean;
  }[];

  constructor(
    private readonly world: World,
    private readonly client: () => EventStore,
    private readonly rules: WatchRules,
    size: number,
  ) {
    this.stories = Array.from({ length: size }, (_, n) => this.story(`c${n + 1}`));
    world.add('people', () => this.begin((story) => !story.endsLate, 'closed'));
  }

  /** Everything is said, except that the last complaints are ended. */
  get isSaid(): boolean {
    return this.stories.every(
      ({ complaintId, deeds, endsLate }) =>
        deeds.every(({ name }) => this.done.has(`${complaintId} ${name}`)) &&
        (endsLate || this.done.has(`${complaintId} closed`)),
    );
  }

  get isOver(): boolean {
    return this.stories.every(({ complaintId }) => this.done.has(`${complaintId} closed`));
  }

  /** Ends the complaints that are still open, some minutes from now. */
  endAll(): void {
    const machine = this.world.machine('people');
    if (machine) this.world.after(0, () => this.begin(({ endsLate }) => endsLate, 'late'), machine);
  }

  private begin(ends: (story: People['stories'][number]) => boolean, when: string): void {
    const store = this.client();
    for (const story of this.stories) void this.live(store, story, ends(story), when);
  }

  private async live(store: EventStore, story: People['stories'][number], ends: boolean, when: string): Promise<void> {
    const { complaintId, deeds } = story;
    for (const { atMs, name, command } of deeds) {
      await sleep(this.world.startedAt + atMs - this.world.now);
      await this.say(store, complaintId, name, command);
    }
    if (!ends) return;
    await sleep(when === 'late' ? lateMs : this.world.random.between(0, 150_000));
    const milestone = deeds.some(({ name }) => name === 'accepted') ? 'closed' : 'declined';
    await this.say(store, complaintId, 'closed', this.reach(complaintId, milestone));
  }

  private async say(store: EventStore, complaintId: string, name: string, command: Deed['command']): Promise<void> {
    const key = `${complaintId} ${name}`;
    while (!this.done.has(key)) {
      const at = new Date(this.world.now).toISOString();
      const target = { streamId: `watch-${complaintId}`, subject: complaintId };
      try {
        await commit({ store, decider: watchDecider, target, command: command(at), meta: metaOf(key, at) });
        this.done.add(key);
      } catch (error) {
        if (error instanceof CommandRefused) this.done.add(key);
        else await sleep(500);
      }
    }
  }

  private story(complaintId: string): People['stories'][number] {
    const { world } = this;
    const opensMs = world.random.between(0, 60_000);
    const leftMs = world.random.between(20_000, acceptanceMs);
    const pausesMs = opensMs + world.random.between(5_000, leftMs - 5_000);
    const receivedAt = new Date(world.startedAt + opensMs + leftMs - acceptanceMs).toISOString();
    const deeds: Deed[] = [{ atMs: opensMs, name: 'opened', command: (at) => this.open(complaintId, at, receivedAt) }];
    if (world.random.chance(0.4)) {
      deeds.push({ atMs: pausesMs, name: 'paused', command: this.clock(complaintId, 'PauseDeadline') });
      deeds.push({
        atMs: pausesMs + world.random.between(1_000, 40_000),
        name: 'resumed',
        command: this.clock(complaintId, 'ResumeDeadline'),
      });
    }
    if (world.random.chance(0.6))
      deeds.push({
        atMs: opensMs + world.random.between(10_000, 150_000),
        name: 'accepted',
        command: this.reach(complaintId, 'accepted'),
      });
    return {
      complaintId,
      deeds: deeds.sort((one, other) => one.atMs - other.atMs),
      endsLate: world.random.chance(0.5),
    };
  }

  private open(complaintId: string, at: string, receivedAt: string): WatchCommand {
    const acceptBy = new Date(Date.parse(receivedAt) + acceptanceMs).toISOString();
    return {
      type: 'OpenWatch',
      data: { complaintId, at, planRef: 'simulated@1', rules: this.rules, receivedAt, acceptBy },
    };
  }

  private reach(complaintId: string, milestone: 'accepted' | 'closed' | 'declined'): Deed['command'] {
    return (at) => ({
      type: 'RecordMilestone',
      data: { complaintId, milestone, occurredAt: at, at, rules: this.rules },
    });
  }

  private clock(complaintId: string, type: 'PauseDeadline' | 'ResumeDeadline'): Deed['command'] {
    const [by, rules] = ['staff:s-1', this.rules];
    return (at) =>
      type === 'PauseDeadline'
        ? {
            type,
            data: { complaintId, deadline: 'acceptance', reason: 'awaitingComplainant', pausedBy: by, at, rules },
          }
        : { type, data: { complaintId, deadline: 'acceptance', resumedBy: by, at, rules } };
  }
}
