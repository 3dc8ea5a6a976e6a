import { seriesIn } from './alerts/scrape';
import type { Stack } from './stack';

/** The sum of a figure over its series, or those of one tail, as a service's `/metrics` shows it now. */
export const figureOf = async (stack: Stack, service: string, name: string, tail?: string): Promise<number> => {
  const answer = await fetch(`${stack.run.urls[service]}/metrics`, { signal: AbortSignal.timeout(10_000) });
  return seriesIn(await answer.text())
    .filter((one) => one.name === name && (tail === undefined || one.labels['tail'] === tail))
    .reduce((sum, { value }) => sum + value, 0);
};
