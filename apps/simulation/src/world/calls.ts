import type { Machine } from './machine';
import type { Kinds } from './trouble';
import type { World } from './world';

/** How a service is asked. */
export interface Ask<T> {
  /** For the trace. */
  readonly what: string;
  /** What the service does when the question reaches it; its state is durable. */
  readonly work: () => T | Promise<T>;
  /** The error of a question that was not answered; told whether the service may have done it. */
  readonly lost: (mayBeDone: boolean) => Error;
  /** Milliseconds a question travels at most when nothing goes wrong; default 5. */
  readonly latencyMs?: number;
  /** What may go wrong; default everything. */
  readonly kinds?: Kinds;
}

/** What may go wrong with a question. */
export const anything: Kinds = {
  'the question is lost': 3,
  'the answer is lost': 4,
  'the asker crashes first': 2,
  'the asker crashes after it': 4,
  'the question is slow': 3,
  'the answer is slow': 2,
  'the asker stands still': 2,
};

/** Longer than every timeout of the product: sessions, leases, sends. Milliseconds. */
const slowMs = [50, 60_000] as const;

/**
 * Asks a service from the machine on which this happens. Whatever can go wrong does: the question or its answer is
 * lost or slow, the machine dies before or after the service did it, or stands still while it is done.
 */
export const ask = <T>(world: World, { what, work, lost, latencyMs = 5, kinds = anything }: Ask<T>): Promise<T> => {
  const asker = world.here;
  const fault = drawn(world, what, kinds);
  if (fault === 'the asker crashes first') return new Promise(() => undefined);
  const travel = (slow: boolean): number => (slow ? world.random.between(...slowMs) : world.random.next() * latencyMs);
  return new Promise<T>((resolve, reject) => {
    const answer = (how: () => void): void => void world.after(travel(fault === 'the answer is slow'), how, asker);
    if (fault === 'the question is lost') return answer(() => reject(lost(false)));
    world.between(travel(fault === 'the question is slow'), () => {
      void perform(work).then(({ value, error }) => {
        if (fault === 'the asker crashes after it' && asker) world.crash(asker);
        if (fault === 'the answer is lost') answer(() => reject(lost(true)));
        else answer(() => (error === undefined ? resolve(value as T) : reject(error)));
      });
    });
  });
};

/** What goes wrong with the question; what that does to the asker at once is done. */
const drawn = (world: World, what: string, kinds: Kinds): string | undefined => {
  const asker = world.here;
  const fault = world.trouble.draw(kinds);
  const name = asker?.name ?? 'someone';
  if (fault) world.note(`${name}: ${what}: ${fault}`);
  else world.detail(() => `${name}: ${what}`);
  if (fault === 'the asker crashes first' && asker) world.crash(asker);
  if (fault === 'the asker stands still' && asker) asker.pausedUntil = world.now + world.random.between(...slowMs);
  return fault;
};

const perform = async <T>(work: () => T | Promise<T>): Promise<{ value?: T; error?: Error }> => {
  try {
    return { value: await work() };
  } catch (error) {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }
};

/** Who asks, for a service that has to know: its present life. */
export const askerOf = (world: World): Machine => {
  if (!world.here) throw new Error('nobody asks');
  return world.here;
};
