/** One thing wrong with a plan. */
export interface Problem {
  /** JSON pointer (RFC 6901) to the part of the document, `` for the whole. */
  readonly path: string;
  readonly message: { readonly zh: string; readonly en: string };
}

const escaped = (key: string | number): string => String(key).replaceAll('~', '~0').replaceAll('/', '~1');

/** The pointer to a part of a part, and to its parts. */
export const below = (path: string, ...keys: (string | number)[]): string => [path, ...keys.map(escaped)].join('/');

/** One problem, as the list every check returns. */
export const problem = (path: string, zh: string, en: string): Problem[] => [{ path, message: { zh, en } }];
