import { makeClock, type Clock } from '@redress/kernel';
import type { AlarmQueue, ArmedJobs, DueTimer, DueTimeStore } from '@redress/timers';
import type { DueTimeServer } from './ports/due-time-server';
import { timersScene } from './scenes/timers';
import { expectFound, expectSound } from './spec-kit/planted';

it('notices every open deadline once, never early, never after its end', () =>
  expectSound('timers', timersScene(), 120));

const withoutRevision = (timerId: string): string => timerId.replace(/-\d+$/, '');

/** Jobs by a name that leaves the revision out, whoever asks. */
class BareJobs extends Map<string, number> {
  override get(timerId: string): number | undefined {
    return super.get(withoutRevision(timerId));
  }
}

describe('a planted bug is found:', () => {
  it("the worker's wall clock says what is due (pitfalls B4)", () =>
    expectFound(timersScene({ clock: (): Clock => makeClock(() => Date.now()) }), 200, /before it was due/));

  it('the job id has no revision, and the new time is thought to replace the old one', () => {
    const bare = (timer: DueTimer): DueTimer => ({ ...timer, timerId: withoutRevision(timer.timerId) });
    const queue = (given: AlarmQueue): AlarmQueue => ({
      ...given,
      ready: given.ready,
      arm: (timers) => given.arm(timers.map(bare)),
      remove: () => Promise.resolve(),
      retime: (timer) => given.retime(bare(timer)),
      armed: async (limit) => new BareJobs(await given.armed(limit)),
    });
    return expectFound(timersScene({ queue }), 400, /ms late/);
  });

  it('the sweep trusts that Redis still has what it was given (pitfalls B2)', () => {
    const queue = (given: AlarmQueue): AlarmQueue => {
      const given_ = new Map<string, number>();
      let sentinel: string | null = null;
      return {
        ...given,
        get ready() {
          return given.ready;
        },
        arm: async (timers) => {
          await given.arm(timers);
          for (const { timerId, dueAt } of timers) given_.set(timerId, Date.parse(dueAt));
        },
        armed: (): Promise<ArmedJobs> => Promise.resolve(given_),
        sentinel: async () => (sentinel = await given.sentinel()),
        foundSentinel: () => Promise.resolve(sentinel),
      };
    };
    return expectFound(timersScene({ queue }), 200, /ms late|did not catch up/);
  });

  it('what streams wait for is replaced by older versions too', () => {
    const due = (given: DueTimeStore, server: DueTimeServer): DueTimeStore => ({
      ...given,
      replace: async (ownerId, version, times) => {
        await given.count();
        return server.replace(ownerId, version, times, false);
      },
    });
    return expectFound(timersScene({ due }), 400, /ms late|did not catch up/);
  });
});
