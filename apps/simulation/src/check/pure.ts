import type { StoredCommit } from '@redress/event-store';
import type { AnyEvent, Decider } from '@redress/kernel';
import { isDeepStrictEqual } from 'node:util';

/** The part of a decider that has to be pure, whatever it decides on. */
export type AnyDecider = Pick<Decider<unknown, never, never, string>, 'initial' | 'evolve'>;

const frozen = <T>(value: T): T => {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value))
    Object.values(Object.freeze(value)).forEach(frozen);
  return value;
};

/** The states a stream goes through; everything is frozen, so that who changes an event or a state throws. */
const states = (decider: AnyDecider, events: readonly AnyEvent[]): unknown[] =>
  events.reduce<unknown[]>(
    (all, event) => [...all, frozen(decider.evolve(all.at(-1) as never, frozen(event) as never))],
    [frozen(decider.initial)],
  );

/**
 * Streams whose state is not the same when it is read again at another time and with other chance.
 * `elsewhere` runs something on another clock.
 */
export const purityViolations = (
  commits: readonly StoredCommit[],
  deciderOf: (streamId: string) => AnyDecider,
  elsewhere: <T>(run: () => T) => T,
): string[] => {
  const streams = new Map<string, AnyEvent[]>();
  for (const { streamId, events } of commits) streams.set(streamId, [...(streams.get(streamId) ?? []), ...events]);
  return [...streams].flatMap(([streamId, events]) => {
    try {
      const again = (): unknown[] => states(deciderOf(streamId), events);
      return isDeepStrictEqual(again(), elsewhere(again))
        ? []
        : [`the state of ${streamId} depends on when it is read`];
    } catch (error) {
      return [`the state of ${streamId} cannot be read: ${error instanceof Error ? error.message : String(error)}`];
    }
  });
};
