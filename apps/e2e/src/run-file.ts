import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What the launcher writes about itself, as far as the tests look at it. */
export interface RunFile {
  readonly ready: boolean;
  readonly urls: Readonly<Record<string, string>>;
  readonly services: Readonly<Record<string, { readonly pid: number }>>;
}

/** What runs in a home. @throws when nothing does */
export const readRunFile = (home: string): RunFile =>
  JSON.parse(readFileSync(join(home, 'run.json'), 'utf8')) as RunFile;
