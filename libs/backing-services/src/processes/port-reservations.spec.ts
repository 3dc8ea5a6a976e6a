import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

import { buildLibrary, type BuiltLibrary } from './launcher.fixture';
import { freePort } from './ports';

describe('ports of starts side by side', () => {
  let library: BuiltLibrary;
  const children: ChildProcess[] = [];
  beforeAll(async () => {
    library = await buildLibrary();
  });
  afterAll(async () => {
    for (const child of children) child.kill('SIGKILL');
    await library.remove();
  });

  /** Another start that has chosen a port and does not listen on it yet; answers the port. */
  const choose = async (wished: number): Promise<{ port: number; child: ChildProcess }> => {
    const ports = JSON.stringify(join(library.folder, 'processes/ports.js'));
    const program = `require(${ports}).freePort(${wished}).then((port) => { console.log(port); setInterval(() => 0, 1000); })`;
    const child = spawn(process.execPath, ['-e', program], { stdio: ['ignore', 'pipe', 'inherit'] });
    children.push(child);
    const [said] = (await once(child.stdout, 'data')) as [Buffer];
    return { port: Number(said.toString()), child };
  };

  it('gives a wished port to one of those that ask at the same moment', async () => {
    const wished = await freePort();
    expect((await choose(wished)).port).not.toBe(wished);
    expect(await freePort(wished)).toBe(wished);
  });

  it('is free again when the start that chose it was killed', async () => {
    const { port, child } = await choose(20_000 + (process.pid % 10_000));
    expect((await choose(port)).port).not.toBe(port);
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
    expect((await choose(port)).port).toBe(port);
  });
});
