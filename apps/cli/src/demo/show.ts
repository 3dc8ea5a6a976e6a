import { setTimeout as sleep } from 'node:timers/promises';
import type { FirstAccount } from '../launcher/first-run';
import { RowSender } from '../import/row-sender';
import type { Act } from './acts';
import { Cast } from './cast';
import type { ComplaintItem } from './complaint-item';
import type { DemoClock } from './demo-clock';
import { EventFollower } from './event-follower';
import { Play } from './play';
import { register, type Arrival, type Arrived } from './registrar';
import { RuleReader } from './rule-reader';
import type { DemoTexts } from './texts';
import type { DemoView } from './view';

export interface ShowOptions {
  readonly gateway: string;
  readonly accounts: readonly FirstAccount[];
  readonly arrivals: readonly Arrival[];
  readonly clock: DemoClock;
  /** Real milliseconds until the players wind up. */
  readonly showMs: number;
  readonly name: string;
  readonly texts: DemoTexts;
  readonly view: DemoView;
  readonly signal: AbortSignal;
}

/** What a show leaves behind. */
export interface ShowResult {
  /** Complaints that were answered with a number. */
  readonly registered: ReadonlySet<string>;
  readonly refused: number;
  /** Complaints that could not come in, for want of time. */
  readonly leftOut: number;
  /** Complaints that did not come to their end. */
  readonly unfinished: number;
}

/** Complaints come in over this part of the show, and for so many times the show at most. */
const arrivalShare = 0.5;
const longestArrival = 3;
/** Complaints in hand at the same time: more, and a machine of two cores would answer late and miss every deadline. */
const inHand = 28;
/** Acts at the same time. */
const atOnce = 8;
/** How often it is looked whether all is done, milliseconds; every so often all is read, in case an event was missed. */
const lookEveryMs = 250;
const readEveryRounds = 12;
/** How long the players may take to wind up: a while, and so much more for each complaint. Milliseconds. */
const windUpMs = 45_000;
const windUpPerComplaintMs = 400;

/** All complaints of the deployment, page by page. */
const readItems = async (cast: Cast, take: (item: ComplaintItem) => void): Promise<void> => {
  let cursor: string | undefined;
  do {
    const page: { items: ComplaintItem[]; next?: string } = await cast.read(
      'sitedirector',
      `complaints?limit=200${cursor === undefined ? '' : `&cursor=${encodeURIComponent(cursor)}`}`,
    );
    page.items.forEach(take);
    cursor = page.next;
  } while (cursor !== undefined);
};

/** The players, what they see, and what they are shown by. */
class Show {
  readonly registered = new Set<string>();
  readonly play: Play;
  private readonly cast: Cast;
  private readonly rules: RuleReader;

  constructor(
    private readonly options: ShowOptions,
    handlerId: string,
    cast: Cast,
  ) {
    const { clock, texts, view } = options;
    this.cast = cast;
    const perform = (id: string, act: Act): Promise<string | undefined> => cast.perform(id, act);
    this.play = new Play({ handlerId, atOnce, realMs: (hours) => clock.realMs(hours), perform });
    this.rules = new RuleReader(cast, texts, (item, rule) => view.classified(item, rule));
  }

  /** Follows the event stream until the signal aborts. */
  follow(signal: AbortSignal): Promise<void> {
    const onEvent = (event: string, data: unknown): void => {
      if (event === 'complaint') this.see(data as ComplaintItem);
    };
    const { gateway } = this.options;
    const session = this.cast.session('sitedirector');
    return new EventFollower({ gateway, session, onEvent, onGap: () => void this.readAll() }).run(signal);
  }

  /** Lets the complaints come in. */
  arrive(): Promise<Arrived> {
    const { gateway, arrivals, name, showMs, signal } = this.options;
    const onRegistered = (complaintId: string, { fate, pace }: Arrival): void => {
      this.registered.add(complaintId);
      this.play.expect(complaintId, fate, pace);
    };
    const sender = new RowSender({ gateway });
    const times = { overMs: showMs * arrivalShare, longestMs: showMs * longestArrival };
    return register(arrivals, {
      sender,
      name,
      ...times,
      signal,
      onRegistered,
      hasRoom: () => this.play.open() < inHand,
    });
  }

  /** Nothing is left lying any more; waits until all is done or the time is over. */
  async windUp(): Promise<void> {
    const { arrivals, signal } = this.options;
    const until = performance.now() + windUpMs + arrivals.length * windUpPerComplaintMs;
    this.play.hurryUp();
    for (let round = 1; this.play.open() > 0 && performance.now() < until; round += 1) {
      await sleep(lookEveryMs, undefined, { signal });
      if (round % readEveryRounds === 0) await this.readAll();
    }
  }

  private readAll(): Promise<void> {
    return readItems(this.cast, (item) => this.see(item)).catch(() => undefined);
  }

  private see(item: ComplaintItem): void {
    this.options.view.see(item);
    this.rules.see(item);
    this.play.see(item);
  }
}

/** Lets the complaints come in and the players act, until all is done or the time is over. */
export const runShow = async (options: ShowOptions): Promise<ShowResult> => {
  const { gateway, accounts, showMs, view, texts, signal } = options;
  const cast = new Cast(gateway, accounts);
  const show = new Show(options, await cast.session('handler').staffId(), cast);
  const following = new AbortController();
  const followed = show.follow(AbortSignal.any([following.signal, signal]));
  try {
    const arriving = show.arrive();
    const [arrived] = await Promise.all([arriving, sleep(showMs, undefined, { signal })]);
    view.say(texts.hurry);
    await show.windUp();
    return { registered: show.registered, ...arrived, unfinished: show.play.open() };
  } finally {
    show.play.end();
    following.abort();
    await followed;
  }
};
