import { join } from 'node:path';

import { runCommand } from '../processes/run-command';

/** A usable Java: its launcher and its full version text. */
export interface Java {
  readonly command: string;
  readonly version: string;
}

/** Kafka 4 does not run on less. */
export const leastJava = 17;

const candidates = (env: NodeJS.ProcessEnv): string[] => [
  ...(env['JAVA_HOME'] ? [join(env['JAVA_HOME'], 'bin/java')] : []),
  'java',
  // Homebrew links neither of them into the PATH.
  '/opt/homebrew/opt/openjdk/bin/java',
  '/usr/local/opt/openjdk/bin/java',
];

const majorOf = (version: string): number => Number(/version "(?:1\.)?(\d+)/.exec(version)?.[1] ?? 0);

/** What was found: a Java that is new enough, or the version of one that is not, or nothing. */
export const findJava = async (env: NodeJS.ProcessEnv = process.env): Promise<Java | { readonly tooOld?: string }> => {
  let tooOld: string | undefined;
  for (const command of candidates(env)) {
    const { ok, output } = await runCommand(command, ['-version'], { timeoutMs: 20_000, env });
    if (!ok) continue;
    if (majorOf(output) >= leastJava) return { command, version: output.trim() };
    tooOld ??= output.split('\n')[0];
  }
  return tooOld ? { tooOld } : {};
};

/**
 * The Java that runs Kafka.
 * @throws when there is none; the prerequisites are checked before, with a better message.
 */
export const requireJava = async (): Promise<Java> => {
  const found = await findJava();
  if ('command' in found) return found;
  throw new Error(`Java ${leastJava} or newer is needed${found.tooOld ? `, found ${found.tooOld}` : ''}`);
};
