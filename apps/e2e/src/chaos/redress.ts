import { execFile } from 'node:child_process';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import type { Stack } from '../stack';

const program = resolve(__dirname, '../../../cli/dist/main.js');

/** Runs the operator's command line against a stack, as the person on duty would; answers what it printed. */
export const redress = async (stack: Stack, ...args: readonly string[]): Promise<string> => {
  const home = ['--home', join(stack.home, 'site')];
  const { stdout } = await promisify(execFile)(process.execPath, [program, ...args, ...home], {
    timeout: 120_000,
    env: { ...process.env, LANG: 'en_US.UTF-8' },
  });
  return stdout;
};
