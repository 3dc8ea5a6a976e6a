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

const optionsOf = ({ timeoutMs = 60_000, cwd, env }: CommandOptions) =>
  ({
    all: true,
    reject: false,
    stdin: 'ignore',
    timeout: timeoutMs,
    ...(cwd && { cwd }),
    ...(env && { env, extendEnv: false }),
  }) satisfies Options;

/** Runs a command to its end. It never throws: a command that is missing or fails is `ok: false` with the reason. */
export const runCommand = async (
  command: string,
  args: readonly string[],
  options: CommandOptions = {},
): Promise<CommandResult> => {
  const { onLine } = options;
  const run = execa(command, args, optionsOf(options));
  if (onLine) for await (const line of run.iterable({ from: 'all' })) onLine(line);
  const { failed, all, shortMessage } = await run;
  return { ok: !failed, output: failed ? [all, shortMessage].filter(Boolean).join('\n') : (all ?? '') };
};
