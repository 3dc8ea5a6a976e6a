import { Registry } from 'prom-client';
import { measureDependency } from './dependency-metrics';
import { showFigures } from './figures';
import { Probe } from './probe';

const linesOf = async (registry: Registry): Promise<string[]> =>
  (await registry.metrics()).split('\n').filter((line) => line && !line.startsWith('#'));

const never = (): Promise<never> => new Promise(() => undefined);

describe('figures', () => {
  const itself = { help: 'h', value: (figure: number) => figure };

  it('are read when they are asked for, a gone label with no sample left behind', async () => {
    const registry = new Registry();
    let state: [Record<string, string>, number][] = [[{ tail: 'a' }, 1]];
    showFigures(registry, ['tail'], () => state, [{ name: 'x', ...itself }]);
    expect(await linesOf(registry)).toEqual(['x{tail="a"} 1']);
    state = [[{ tail: 'b' }, -2]];
    expect(await linesOf(registry)).toEqual(['x{tail="b"} -2']);
  });

  it('are counters where the name says so', async () => {
    const registry = new Registry();
    showFigures(registry, [], () => [[{}, 3]], [{ name: 'x_total', ...itself }]);
    const text = await registry.metrics();
    expect(text).toContain('# TYPE x_total counter');
    expect(await linesOf(registry)).toEqual(['x_total 3']);
    expect(await linesOf(registry)).toEqual(['x_total 3']);
  });

  it('have no sample where nothing is known, and the others are there all the same', async () => {
    const registry = new Registry();
    showFigures<number>(registry, [], () => Promise.reject(new Error('away')), [{ name: 'failing', ...itself }]);
    showFigures<number>(registry, [], () => [[{}, undefined]], [{ name: 'unknown', ...itself }]);
    showFigures<number>(registry, [], () => [[{}, NaN]], [{ name: 'nothing', ...itself }]);
    showFigures<number>(registry, [], () => [[{}, 0]], [{ name: 'known', ...itself }]);
    expect(await linesOf(registry)).toEqual(['known 0']);
  });
});

describe('a probe', () => {
  it('waits no longer than it may, and asks no second time beside the first', async () => {
    let asked = 0;
    const probe = new Probe(
      () => {
        asked += 1;
        return never();
      },
      { everyMs: 0, withinMs: 20 },
    );
    const since = performance.now();
    expect(await Promise.all([probe.value(), probe.value(), probe.value()])).toEqual([undefined, undefined, undefined]);
    expect(await probe.value()).toBeUndefined();
    expect(performance.now() - since).toBeLessThan(1_000);
    expect(asked).toBe(1);
  });

  it('asks anew only when the answer is old', async () => {
    let asked = 0;
    const probe = new Probe(() => Promise.resolve((asked += 1)), { everyMs: 60, withinMs: 1_000 });
    expect([await probe.value(), await probe.value()]).toEqual([1, 1]);
    await new Promise((resolve) => setTimeout(resolve, 80));
    expect(await probe.value()).toBe(2);
  });

  it('says nothing when the other side fails, and hears it when it is back', async () => {
    let away = true;
    const ask = () => (away ? Promise.reject(new Error('away')) : Promise.resolve(7));
    const probe = new Probe(ask, { everyMs: 0, withinMs: 1_000 });
    expect(await probe.value()).toBeUndefined();
    away = false;
    expect(await probe.value()).toBe(7);
  });

  it('tells the last answer while a slow other side is asked, but not for ever', async () => {
    let ask: () => Promise<number> = () => Promise.resolve(1);
    const probe = new Probe(() => ask(), { everyMs: 0, withinMs: 10, keptMs: 60 });
    expect(await probe.value()).toBe(1);
    ask = never;
    expect(await probe.value()).toBe(1);
    await new Promise((resolve) => setTimeout(resolve, 70));
    expect(await probe.value()).toBeUndefined();
  });
});

describe('dependencies', () => {
  it('are up when they answer in time, else down; of a slow mail server nothing is said', async () => {
    const registry = new Registry();
    measureDependency(registry, 'mongo', () => Promise.resolve());
    measureDependency(registry, 'redis', never);
    measureDependency(registry, 'smtp', never);
    expect(await linesOf(registry)).toEqual([
      'redress_dependency_up{dependency="mongo"} 1',
      'redress_dependency_up{dependency="redis"} 0',
    ]);
    const refused = new Registry();
    measureDependency(refused, 'smtp', () => Promise.reject(new Error('ECONNREFUSED')));
    expect(await linesOf(refused)).toEqual(['redress_dependency_up{dependency="smtp"} 0']);
  });
});
