import { Counter, Gauge, type Registry } from 'prom-client';

/** Something that tells how it is. */
export interface HasHealth<T> {
  health(): T;
}

/** The labels of a figure; their values are few: never an id, never a person. */
type Labels = Readonly<Record<string, string>>;

/** Whom a figure is about, and how it is now; undefined when that cannot be told. */
export type Observed<T> = readonly [labels: Labels, state: T | undefined];

/** One figure out of a state: counted since the start of the process when its name ends in `_total`. */
export interface Figure<T> {
  readonly name: string;
  readonly help: string;
  /** Undefined or NaN: no sample. */
  readonly value: (state: T) => number | undefined;
}

const metricOf = (
  registry: Registry,
  labelNames: string[],
  name: string,
  help: string,
  collect: () => Promise<void>,
) => {
  const options = { name, help, labelNames, registers: [registry], collect };
  return name.endsWith('_total') ? new Counter(options) : new Gauge(options);
};

/** Shows figures of what is observed whenever they are asked for. A source that fails shows nothing and breaks nothing. */
export const showFigures = <T>(
  registry: Registry,
  labelNames: readonly string[],
  observe: () => readonly Observed<T>[] | Promise<readonly Observed<T>[]>,
  figures: readonly Figure<T>[],
): void => {
  for (const { name, help, value } of figures) {
    const metric = metricOf(registry, [...labelNames], name, help, async () => {
      const observed = await Promise.resolve()
        .then(observe)
        .catch(() => []);
      metric.reset();
      // A metric without labels is reset to 0, which would be a figure.
      if (labelNames.length === 0) metric.remove();
      for (const [labels, state] of observed) {
        const figure = state === undefined ? undefined : value(state);
        if (figure !== undefined && Number.isFinite(figure)) metric.inc(labels, figure);
      }
    });
  }
};

/** Milliseconds as Prometheus wants time. */
export const seconds = (ms: number | undefined): number | undefined => (ms === undefined ? undefined : ms / 1_000);
