import './compile-cache';

import { Command } from 'commander';

import { addConsumers } from './commands/consumers.command';
import { addDemo } from './commands/demo.command';
import { addImport } from './commands/import.command';
import { addParked } from './commands/parked.command';
import { addProjection } from './commands/projection.command';
import { addRelay } from './commands/relay.command';
import { addResetPassword } from './commands/reset-password.command';
import { addStart } from './commands/start.command';
import { addStore } from './commands/store.command';

/** What went wrong, for a person; where it went wrong only when asked for. */
const explain = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error);
  return process.env['REDRESS_DEBUG'] ? (error.stack ?? error.message) : error.message;
};

const main = async (): Promise<void> => {
  const program = new Command('redress')
    .description("runs a scenic area's complaint emergency plan")
    .showHelpAfterError();
  const commands = [
    addStart,
    addDemo,
    addImport,
    addParked,
    addConsumers,
    addRelay,
    addStore,
    addProjection,
    addResetPassword,
  ];
  for (const add of commands) add(program);
  await program.parseAsync();
};

main().catch((error: unknown) => {
  console.error(`\n${explain(error)}`);
  process.exit(1);
});
