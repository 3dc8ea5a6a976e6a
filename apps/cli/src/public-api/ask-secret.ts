import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';

/** Asks on the terminal without showing what is typed. @throws Error without a terminal */
export const askSecret = async (prompt: string): Promise<string> => {
  if (!process.stdin.isTTY) throw new Error('set REDRESS_PASSWORD, as there is no terminal to ask on');
  process.stderr.write(prompt);
  const mute = new Writable({ write: (_chunk, _encoding, done) => done() });
  const asking = createInterface({ input: process.stdin, output: mute, terminal: true });
  try {
    return await asking.question('');
  } finally {
    asking.close();
    process.stderr.write('\n');
  }
};
