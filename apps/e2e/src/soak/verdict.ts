import { quantile } from '../statistics';
import type { Sample } from './samples';

/** How a figure went. */
export interface Course {
  readonly name: string;
  /** Medians of the second and the last quarter of the time. */
  readonly early: number;
  readonly late: number;
  readonly flat: boolean;
}

/** What a figure may grow by from the second quarter of the time to the last, and still counts as flat. */
interface Allowance {
  readonly part: number;
  readonly absolute: number;
}

/** A heap breathes between collections; connections and files do not. */
const allowanceOf = (name: string): Allowance => {
  if (name.endsWith('MiB')) return { part: 0.1, absolute: 25 };
  if (name.startsWith('consumer lag')) return { part: 0, absolute: 500 };
  return { part: 0.02, absolute: 3 };
};

/** Compares the second quarter with the last: the first is warming up. */
export const coursesOf = (samples: readonly Sample[]): Course[] => {
  const quarter = (nth: number): readonly Sample[] =>
    samples.slice(Math.floor((samples.length * nth) / 4), Math.floor((samples.length * (nth + 1)) / 4));
  const [second, last] = [quarter(1), quarter(3)];
  return Object.keys(samples[0]?.figures ?? {}).map((name) => {
    const of = (some: readonly Sample[]): number =>
      quantile(
        some.map(({ figures }) => figures[name] ?? 0),
        0.5,
      );
    const [early, late] = [of(second), of(last)];
    const { part, absolute } = allowanceOf(name);
    return { name, early, late, flat: late - early <= early * part + absolute };
  });
};
