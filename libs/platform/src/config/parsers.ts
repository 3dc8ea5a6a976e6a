import type { EnvParser } from './load-config';

/** A comma separated list; blanks around and empty entries are dropped. */
export const parseList: EnvParser = (text) =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');

/** A PEM block in one line: `\n` stands for a line end. */
export const parsePem: EnvParser = (text) => text.replaceAll('\\n', '\n');

/** A JSON document turned into an instance of a class, so that its decorators validate it. */
export const parseJsonAs =
  (shape: new () => object): EnvParser =>
  (text) => {
    let parsed: unknown;
    try {
      parsed = JSON.parse(text);
    } catch {
      throw new Error('must be JSON');
    }
    if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed))
      throw new Error('must be a JSON object');
    return Object.assign(new shape(), parsed);
  };
