import { execa, type Options } from 'execa';

/** What a command that ran to its end said. */
export interface CommandResult {
  readonly ok: boolean;
  /** Standard output and error as one text. */
  readonly output: string;
}

/** How a command is run: told of each line as it comes; killed after `timeoutMs` (default one minute). */
export interface CommandOptions {
  readonly timeoutMs?: number;
  readonly cwd?: string;
  /** The whole environment; default this process' own. */
  readonly env?: NodeJS.ProcessEnv;
  readonly onLine?: (line: string) => void;
}

/** Runs a command to its end. It never throws: a command that is missing or fails is `ok: false` with the reason. */
export const runCommand = async (
  command: string,
  args: readonly string[],
  { timeoutMs = 60_000, cwd, env, onLine }: CommandOptions = {},
): Promise<CommandResult> => {
  const options = { all: true, reject: false, timeout: timeoutMs, stdin: 'ignore', ...(cwd && { cwd }), ...(env && { env, extendEnv: false }) } satisfies Options;
  const run = execa(command, args, options);
  if (onLine) for await (const line of run.iterable({ from: 'all' })) onLine(line);
  const result = await run;
  const reason = result.timedOut ? `\n(stopped after ${timeoutMs / 1000} s)` : '';
  return { ok: !result.failed, output: `${result.all ?? ''}${reason}` || (result.failed ? String(result.cause) : '') };
};
