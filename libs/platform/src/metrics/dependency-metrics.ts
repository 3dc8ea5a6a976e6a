import type { Registry } from 'prom-client';
import { showFigures } from './figures';
import { Probe } from './probe';

/** What a service cannot do all of its work without. */
export type Dependency = 'mongo' | 'redis' | 'smtp';

/** A look at a mail server is a whole connection, and slow: seldom, and not in the way of the other figures. Milliseconds. */
const mailTiming = { everyMs: 10_000, withinMs: 500, keptMs: 60_000 };

/** Shows whether a dependency answers: `check` resolves when it does. Kafka is shown by the consumers' silence. */
export const measureDependency = (registry: Registry, name: Dependency, check: () => Promise<unknown>): void => {
  const ask = () =>
    check().then(
      () => 1,
      () => 0,
    );
  const probe = name === 'smtp' ? new Probe(ask, mailTiming) : new Probe(() => ask());
  dependenciesOf(registry).push([name, probe]);
};

/** What a late answer means: a mail server may take its time, the others may not. */
const unanswered = (name: Dependency): number | undefined => (name === 'smtp' ? undefined : 0);

const shown = new WeakMap<Registry, [Dependency, Probe<number>][]>();

/** The dependencies of a registry, shown as one metric. */
const dependenciesOf = (registry: Registry): [Dependency, Probe<number>][] => {
  const known = shown.get(registry);
  if (known) return known;
  const dependencies: [Dependency, Probe<number>][] = [];
  shown.set(registry, dependencies);
  const observe = () =>
    Promise.all(
      dependencies.map(
        async ([name, probe]) => [{ dependency: name }, (await probe.value()) ?? unanswered(name)] as const,
      ),
    );
  showFigures(registry, ['dependency'], observe, [
    { name: 'redress_dependency_up', help: '1 when the dependency answered in time', value: (up: number) => up },
  ]);
  return dependencies;
};
