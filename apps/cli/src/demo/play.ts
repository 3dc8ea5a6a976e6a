import { actsFor, type Act, type Knowledge } from './acts';
import type { ComplaintItem, Stage } from './complaint-item';
import type { Fate } from './fate';

/** How the play does its acts. */
export interface PlayOptions {
  /** Does an act; the code of the problem when it cannot be done. */
  readonly perform: (complaintId: string, act: Act) => Promise<string | undefined>;
  readonly handlerId: string;
  /** Hours of the complaint's clock in real milliseconds. */
  readonly realMs: (hours: number) => number;
  /** Acts done at the same time. */
  readonly atOnce: number;
}

interface Track {
  readonly fate: Fate;
  readonly pace: number;
  readonly woken: Set<Stage>;
  /** Acts that are decided; nobody decides them twice. */
  readonly decided: Set<string>;
}

interface Waiting {
  readonly timer: NodeJS.Timeout;
  readonly begin: () => void;
}

/** An act that was refused is thought over again after this, milliseconds. */
const againMs = 1_000;
/** So often at most. */
const mostRefusals = 6;

/** Lets the players act on complaints as the read model shows them. */
export class Play {
  /** Acts that are done. */
  done = 0;
  /** Refusals by code: somebody was faster, or the act came too late. */
  readonly refused = new Map<string, number>();
  private readonly items = new Map<string, ComplaintItem>();
  private readonly tracks = new Map<string, Track>();
  private readonly waiting = new Set<Waiting>();
  private readonly ready: (() => Promise<void>)[] = [];
  private readonly refusals = new Map<string, number>();
  private running = 0;
  private hurry = false;
  private ended = false;

  constructor(private readonly options: PlayOptions) {}

  /** A complaint takes part, with the fate it is to have. */
  expect(complaintId: string, fate: Fate, pace: number): void {
    if (this.tracks.has(complaintId)) return;
    this.tracks.set(complaintId, { fate, pace, woken: new Set(), decided: new Set() });
    this.consider(complaintId);
  }

  /** A complaint as it is now. */
  see(item: ComplaintItem): void {
    this.items.set(item.complaintId, item);
    this.consider(item.complaintId);
  }

  /** From now on nothing is left lying and nobody takes time. */
  hurryUp(): void {
    this.hurry = true;
    for (const { timer, begin } of this.waiting) {
      clearTimeout(timer);
      begin();
    }
    for (const complaintId of this.tracks.keys()) this.consider(complaintId);
  }

  /** Complaints that take part and are not at their end, as far as is known. */
  open(): number {
    return [...this.tracks.keys()].filter((id) => this.items.get(id)?.open !== false).length;
  }

  /** Nobody acts any more. */
  end(): void {
    this.ended = true;
    for (const { timer } of this.waiting) clearTimeout(timer);
    this.waiting.clear();
    this.ready.length = 0;
  }

  private consider(complaintId: string): void {
    const [item, track] = [this.items.get(complaintId), this.tracks.get(complaintId)];
    if (!item || !track || this.ended) return;
    const { fate, woken, pace } = track;
    const knowledge: Knowledge = { fate, woken, pace, hurry: this.hurry, handlerId: this.options.handlerId };
    for (const act of actsFor(item, knowledge)) {
      if (track.decided.has(act.name)) continue;
      track.decided.add(act.name);
      const work = (): Promise<void> => this.act(complaintId, track, act);
      if (act.afterHours > 0) this.later(this.options.realMs(act.afterHours), work);
      else this.now(work);
    }
  }

  /** What cannot wait, such as the answer to an escalation, comes before what was thought over. */
  private now(work: () => Promise<void>): void {
    this.ready.unshift(work);
    this.next();
  }

  private later(ms: number, work: () => Promise<void>): void {
    const begin = (): void => {
      this.waiting.delete(waiting);
      this.ready.push(work);
      this.next();
    };
    const waiting: Waiting = { timer: setTimeout(begin, ms), begin };
    this.waiting.add(waiting);
  }

  private next(): void {
    if (this.running >= this.options.atOnce) return;
    const work = this.ready.shift();
    if (!work) return;
    this.running += 1;
    void work().finally(() => {
      this.running -= 1;
      this.next();
    });
  }

  private async act(complaintId: string, track: Track, act: Act): Promise<void> {
    const problem = await this.options.perform(complaintId, act).catch(() => 'fault');
    if (problem === undefined) {
      this.done += 1;
      if (act.wakes) track.woken.add(act.wakes);
      this.consider(complaintId);
      return;
    }
    this.refused.set(problem, (this.refused.get(problem) ?? 0) + 1);
    const name = `${complaintId}/${act.name}`;
    const refusals = (this.refusals.get(name) ?? 0) + 1;
    this.refusals.set(name, refusals);
    if (refusals >= mostRefusals) return;
    this.later(againMs, () => {
      track.decided.delete(act.name);
      this.consider(complaintId);
      return Promise.resolve();
    });
  }
}
