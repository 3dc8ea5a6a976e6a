/** One series as a service shows it now. */
export interface Series {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

/** What the `/metrics` of a service shows. */
export interface Scrape {
  /** Every metric it has, also one without a sample at this moment; a histogram by its series. */
  readonly names: ReadonlySet<string>;
  readonly series: readonly Series[];
}

const namesIn = (text: string): string[] =>
  [...text.matchAll(/^# TYPE (\S+) (\S+)$/gm)].flatMap(([, name = '', type]) =>
    type === 'histogram' ? [`${name}_bucket`, `${name}_count`, `${name}_sum`] : [name],
  );

const labelsIn = (text: string): Record<string, string> =>
  Object.fromEntries(
    [...text.matchAll(/([a-zA-Z_]\w*)="((?:[^"\\]|\\.)*)"/g)].map(([, name = '', value = '']): [string, string] => [
      name,
      value,
    ]),
  );

/** What a text of `/metrics` holds. */
export const seriesIn = (text: string): Series[] =>
  [...text.matchAll(/^([a-zA-Z_]\w*)(?:\{(.*)\})? (\S+)$/gm)].map(([, name = '', labels = '', value]) => ({
    name,
    labels: labelsIn(labels),
    value: Number(value),
  }));

/** Reads the `/metrics` of services (name → address). @throws when one does not answer within 5 s */
export const scrape = async (urls: Readonly<Record<string, string>>): Promise<ReadonlyMap<string, Scrape>> => {
  const one = async ([service, url]: [string, string]) => {
    const answer = await fetch(`${url}/metrics`, { signal: AbortSignal.timeout(5_000) });
    if (!answer.ok) throw new Error(`/metrics of ${service} answers ${answer.status}`);
    const text = await answer.text();
    return [service, { names: new Set(namesIn(text)), series: seriesIn(text) }] as const;
  };
  return new Map(await Promise.all(Object.entries(urls).map(one)));
};
