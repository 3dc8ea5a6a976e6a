import { setTimeout as sleep } from 'node:timers/promises';
import { scenes } from '../scenes/all';
import { sceneOf } from '../scenes/scene';
import { shorten } from '../search/explore';
import { ask } from './calls';
import { World } from './world';

describe('a schedule', () => {
  it.each(Object.entries(scenes))('of %s is the same whenever it runs', async (_, scene) => {
    for (const seed of [3, 5]) {
      const first = await scene({ seed, traced: 'everything' });
      const second = await scene({ seed, traced: 'everything' });
      expect(first.trace.length).toBeGreaterThan(10);
      expect(second).toEqual(first);
    }
  });

  it('takes no real time', async () => {
    const world = new World({ seed: 1 }, 0);
    let woken = 0;
    world.add('sleeper', () => void sleep(3_600_000).then(() => (woken = Date.now())));
    const before = performance.now();
    expect(await world.runUntil(() => woken > 0, 7_200_000)).toBe(true);
    expect(woken).toBe(world.startedAt + 3_600_000);
    expect(performance.now() - before).toBeLessThan(5_000);
  });

  it('leaves the clocks of the process as they were', async () => {
    const before = [setTimeout, setInterval, Date.now, Math.random, sleep];
    await new World({ seed: 1 }, 0).runUntil(() => false, 1_000);
    expect([setTimeout, setInterval, Date.now, Math.random, sleep]).toEqual(before);
  });
});

describe('a machine that crashes', () => {
  it('loses its timers and its answers, and what it sent arrives', async () => {
    const world = new World({ seed: 1 }, 0);
    const [lives, received, heard]: [number[], string[], string[]] = [[], [], []];
    world.add('service', (machine) => {
      lives.push(machine.life);
      if (machine.life > 1) return;
      setTimeout(() => heard.push('timer'), 10_000);
      void ask(world, { what: 'x', work: () => received.push('x'), lost: () => new Error('lost') }).then(() =>
        heard.push('answer'),
      );
      world.crash(machine);
    });
    await world.runUntil(() => false, 60_000);
    expect({ lives, received, heard }).toEqual({ lives: [1, 2], received: ['x'], heard: [] });
  });
});

describe('a failing schedule', () => {
  it('is made shorter: only the fault that matters and only as much work as it takes', async () => {
    const scene = sceneOf({ troubleRate: 0.3, sizes: [30, 30] }, (world, size) => {
      let done = 0;
      let harm = 0;
      const work = async (): Promise<void> => {
        for (; done < size; done += 1) {
          await ask(world, {
            what: `work ${done}`,
            work: () => undefined,
            lost: () => new Error(),
            kinds: { harmless: 3, harmful: 1 },
          });
          if (world.trace.at(-1)?.endsWith('harmful') && done >= 3) harm += 1;
        }
      };
      world.add('worker', () => void work());
      return {
        isDone: () => done === size,
        isSettled: () => true,
        violations: () => (harm > 0 ? ['harm was done'] : []),
      };
    });
    const schedule = { seed: 3, traced: 'faults' } as const;
    const outcome = await scene(schedule);
    expect(outcome.violations).toEqual(['harm was done']);
    const short = await shorten(scene, { schedule, outcome });
    expect(short.outcome.taken.length).toBe(1);
    expect(short.outcome.size).toBeLessThan(30);
    expect(short.outcome.violations).toEqual(['harm was done']);
  });
});
