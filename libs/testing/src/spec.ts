import type { AnyEvent, Decider } from '@redress/kernel';

/** Given/when/then for a decider: `spec(decider)(...past).when(command).then(...events)`. */
export const spec =
  <S, C extends AnyEvent, E extends AnyEvent, R extends string>(decider: Decider<S, C, E, R>) =>
  (...past: E[]) => ({
    when: (command: C) => {
      const decision = decider.decide(command, past.reduce(decider.evolve, decider.initial));
      const events = () => (decision.ok ? decision.events : { refused: decision.refusal });
      return {
        then: (...expected: E[]): void => expect(events()).toEqual(expected),
        thenNothing: (): void => expect(events()).toEqual([]),
        thenRefused: (refusal: R): void => expect(events()).toEqual({ refused: refusal }),
      };
    },
  });
