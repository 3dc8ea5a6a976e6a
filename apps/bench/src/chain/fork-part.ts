import { fork } from 'node:child_process';
import { join } from 'node:path';
import type { ChainPart } from './chain-relay';
import type { ChainOptions } from './chain-options';
import type { ChainNews } from './process';

/** Starts a part of the chain in a process of its own; it ends with this one. */
export const forkPart = async (
  part: 'relay' | 'projector',
  options: ChainOptions,
  onVisible: (commitIds: readonly string[]) => void = () => undefined,
): Promise<ChainPart> => {
  const child = fork(join(__dirname, 'process.js'), [part, JSON.stringify(options)], {
    execArgv: ['--disable-warning=TimeoutNegativeWarning'],
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  await new Promise<void>((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`the ${part} of the chain ended with ${code}`)));
    child.on('message', (news: ChainNews) => {
      if ('ready' in news) resolve();
      else onVisible(news.visible);
    });
  });
  return {
    stop: async () => {
      child.disconnect();
      await ended;
    },
  };
};
