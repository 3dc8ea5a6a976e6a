import './compile-cache';

import { Command } from 'commander';

import { addResetPassword } from './commands/reset-password.command';
import { addStart } from './commands/start.command';

/** What went wrong, for a person; where it went wrong only when asked for. */
const explain = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error);
  return process.env['REDRESS_DEBUG'] ? (error.stack ?? error.message) : error.message;
};

const main = async (): Promise<void> => {
  const program = new Command('redress')
    .description("runs a scenic area's complaint emergency plan")
    .showHelpAfterError();
  for (const add of [addStart, addResetPassword]) add(program);
  await program.parseAsync();
};

main().catch((error: unknown) => {
  console.error(`\n${explain(error)}`);
  process.exit(1);
});
