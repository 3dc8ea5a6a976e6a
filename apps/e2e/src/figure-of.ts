import type { Stack } from './stack';

/** The sum of a figure over those of its series whose labels hold `label`, as a service's `/metrics` shows it now. */
export const figureOf = async (stack: Stack, service: string, name: string, label = ''): Promise<number> => {
  const answer = await fetch(`${stack.run.urls[service]}/metrics`, { signal: AbortSignal.timeout(10_000) });
  const text = await answer.text();
  return [...text.matchAll(new RegExp(`^${name}\\{([^}]*)\\} (\\S+)$`, 'gm'))]
    .filter(([, labels]) => labels?.includes(label))
    .reduce((sum, [, , value]) => sum + Number(value), 0);
};
