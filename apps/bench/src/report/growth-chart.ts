import type { Measurement } from '../measure/recorder';
import { median } from '../measure/statistics';
import { lineChart, type Series } from './line-chart';

const growth = /^growth\.([\w-]+)\.at-(\d+)$/;

const shown: Readonly<Record<string, string>> = {
  register: 'registration, p50',
  query: 'one complaint, p50',
  list: 'page of a list, p50',
  search: 'search, p50',
  timer: 'timer lateness, p50',
  mongo: 'MongoDB per complaint',
  redis: 'Redis memory',
};

/** How each cost grows with the complaints, as multiples of what it is with the fewest; undefined when it was not measured. */
export const growthChart = (measurements: readonly Measurement[]): string | undefined => {
  const found = new Map<string, { x: number; y: number }[]>();
  for (const { id, rounds } of measurements) {
    const [, what = '', at] = growth.exec(id) ?? [];
    if (at === undefined || shown[what] === undefined) continue;
    const points = found.get(what) ?? [];
    found.set(what, [...points, { x: Number(at), y: median(rounds) }]);
  }
  const series = [...found].map(([what, points]): Series => {
    const base = points[0]?.y || 1;
    return { name: shown[what] ?? what, points: points.map(({ x, y }) => ({ x, y: y / base })) };
  });
  if (series.every(({ points }) => points.length < 2)) return undefined;
  return lineChart({
    title: 'What grows with the complaints',
    xTitle: 'open complaints',
    yTitle: 'cost, as a multiple of the cost with the fewest',
    series,
  });
};
