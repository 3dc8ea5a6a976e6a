import { noStream, VersionConflict, type EventStore, type StoredCommit, type StreamHead } from '@redress/event-store';
import type { AnyDecider } from './check/pure';
import { commandsScene } from './scenes/commands';
import { expectFound, expectSound } from './spec-kit/planted';

it('stores what it acknowledges once, and what it refuses not at all', () =>
  expectSound('commands', commandsScene(), 600));

/** The same decider that reads differently. */
const reading =
  (evolve: (state: unknown, event: { type: string; data: Record<string, unknown> }, decider: AnyDecider) => unknown) =>
  (decider: AnyDecider): AnyDecider => ({
    ...decider,
    evolve: (state: unknown, event: { type: string; data: Record<string, unknown> }) => evolve(state, event, decider),
  });

describe('a planted bug is found:', () => {
  it('each try of a command makes an id of its own', () =>
    expectFound(
      commandsScene({ commandId: ({ commandId }, attempt) => `${commandId} try ${attempt}` }),
      1_500,
      /stored twice/,
    ));

  it('an append checks no version: what was decided on an old state goes behind the new one', () => {
    const store = (given: EventStore): EventStore => ({
      ...given,
      append: async (head, commit) => {
        for (let at: StreamHead = head; ;) {
          try {
            return await given.append(at, commit);
          } catch (error) {
            if (!(error instanceof VersionConflict)) throw error;
            at = (await given.readStream(commit.streamId)).at(-1) ?? noStream;
          }
        }
      },
    });
    return expectFound(commandsScene({ store }), 1_500, /a second time|after it was closed/);
  });

  it('an unknown outcome is taken for a failure, and an answer is made up', () => {
    const store = (given: EventStore): EventStore => ({
      ...given,
      append: (head, commit) =>
        given.append(head, commit).catch((error: unknown) => {
          if (error instanceof VersionConflict) throw error;
          return { ...commit, version: head.version + 1 } as StoredCommit;
        }),
    });
    return expectFound(commandsScene({ store }), 300, /is not stored|answered with version/);
  });

  it('the state depends on the clock', () =>
    expectFound(
      commandsScene({
        decider: reading((state, event, { evolve }) => ({
          ...(evolve(state, event as never) as object),
          readAt: Date.now(),
        })),
      }),
      10,
      /depends on when/,
    ));

  it('the state depends on chance', () =>
    expectFound(
      commandsScene({
        decider: reading((state, event, { evolve }) => ({
          ...(evolve(state, event as never) as object),
          lot: Math.random(),
        })),
      }),
      10,
      /depends on when/,
    ));

  it('reading a stream changes its events', () =>
    expectFound(
      commandsScene({
        decider: reading((state, event, { evolve }) => {
          event.data['read'] = true;
          return evolve(state, event as never);
        }),
      }),
      10,
      /cannot be read/,
    ));
});
