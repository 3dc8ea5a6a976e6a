import { setImmediate } from 'node:timers';
import { EventQueue, type Happening } from './event-queue';
import { Machine } from './machine';
import { Random } from './random';
import { Trouble } from './trouble';
import { useTimeOf } from './virtual-time';

/** One schedule: everything that happens follows from it. */
export interface Schedule {
  readonly seed: number;
  /** Only these faults happen, by number; default all that the seed has. */
  readonly only?: ReadonlySet<number>;
  /** How much work there is; a scene makes it up from the seed when it is absent. */
  readonly size?: number;
  /** Whether to write down what happens: the faults, or everything that is asked too. */
  readonly traced?: 'faults' | 'everything';
}

/** Begins a life of a machine; called again after each crash. */
export type Boot = (machine: Machine) => void;

/** The instant at which every schedule begins: Monday 2026-03-02 09:00 in China. */
export const epoch = Date.parse('2026-03-02T01:00:00.000Z');

/** How often a condition is looked at, simulated milliseconds: it costs more than most events. */
const lookEveryMs = 200;

/** More events than any schedule needs: one that has more turns in a circle. */
const mostEvents = 60_000;

/**
 * Machines, the network between them and the durable services they ask, driven by one seeded scheduler on simulated
 * time. Between two events all that follows at once (every promise that can go on) has gone on, so that an event
 * belongs to the one machine it happens on.
 */
export class World {
  readonly startedAt = epoch;
  now = epoch;
  readonly random: Random;
  readonly trouble: Trouble;
  readonly trace: string[] = [];
  events = 0;
  private readonly queue = new EventQueue();
  private readonly living = new Map<string, { machine: Machine; boot: Boot }>();
  private active?: Machine;

  constructor(
    readonly schedule: Schedule,
    troubleRate: number,
  ) {
    const { seed, only } = schedule;
    this.random = new Random(seed);
    this.trouble = new Trouble({ seed, rate: troubleRate, ...(only && { only }) });
  }

  /** The machine on which something happens now; undefined between machines. */
  get here(): Machine | undefined {
    return this.active;
  }

  /** Milliseconds since 1970 on the wall clock of the machine on which something happens now. */
  wallClock(): number {
    return this.now + (this.active?.wallOffset ?? 0);
  }

  /** Plans something for the machine on which this happens now; it dies with it. */
  after(ms: number, run: () => void, owner: Machine | undefined = this.active): Happening {
    const tie = this.random.next();
    const happening: Happening = { at: this.now + Math.max(0, ms), tie, owner, run };
    this.queue.push(happening);
    return happening;
  }

  /** Adds a machine and starts it. */
  add(name: string, boot: Boot): void {
    this.start(name, 1, boot);
  }

  /** The present life of a machine. */
  machine(name: string): Machine | undefined {
    return this.living.get(name)?.machine;
  }

  /** Ends a machine as kill -9 does; it is started again some time later. */
  crash(machine: Machine): void {
    const entry = this.living.get(machine.name);
    if (!machine.isAlive || !entry) return;
    machine.isAlive = false;
    this.note(`${machine.name} crashes`);
    this.between(this.random.between(200, 20_000), () => this.start(machine.name, machine.life + 1, entry.boot));
  }

  /** Plans something that happens between machines: on the network, in a service they ask. */
  between(ms: number, run: () => void): void {
    const { active } = this;
    this.active = undefined;
    this.after(ms, run);
    this.active = active;
  }

  /** Writes down what happens, when that was asked for. */
  note(what: string): void {
    if (this.schedule.traced)
      this.trace.push(`${((this.now - this.startedAt) / 1000).toFixed(3).padStart(9)} s  ${what}`);
  }

  /** Writes down what is asked, when everything was to be written down. */
  detail(what: () => string): void {
    if (this.schedule.traced === 'everything') this.note(what());
  }

  /** Lets things happen until the condition holds or the simulated time is up; says whether it holds. */
  async runUntil(condition: () => boolean, withinMs: number): Promise<boolean> {
    const end = this.now + withinMs;
    const restore = useTimeOf(this);
    try {
      for (let lookAt = this.now; ;) {
        const looks = this.now >= lookAt;
        if (looks && condition()) return true;
        if (looks) lookAt = this.now + lookEveryMs;
        const next = this.queue.popUntil(end);
        if (!next) return condition();
        await this.happen(next);
      }
    } finally {
      restore();
    }
  }

  private start(name: string, life: number, boot: Boot): void {
    const machine = new Machine(name, life, this.random.between(-120, 120));
    this.living.set(name, { machine, boot });
    this.after(0, () => boot(machine), machine);
    if (life > 1) this.note(`${name} starts again`);
  }

  private async happen(happening: Happening): Promise<void> {
    const { at, owner, run } = happening;
    if (!run || owner?.isAlive === false) return;
    if (owner && owner.pausedUntil > at) {
      happening.at = owner.pausedUntil;
      this.queue.push(happening);
      return;
    }
    if (++this.events > mostEvents) throw new Error(`seed ${this.schedule.seed} never comes to rest`);
    this.now = at;
    this.active = owner;
    run();
    await new Promise((resolve) => setImmediate(resolve));
    this.active = undefined;
  }
}
