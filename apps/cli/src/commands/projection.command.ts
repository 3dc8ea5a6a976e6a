import { SingleBar } from 'cli-progress';
import { Option, type Command } from 'commander';
import { setTimeout as sleep } from 'node:timers/promises';

import { languageOf } from '../language';
import type { Operator } from '../operators/operator';
import { runningStack } from '../operators/running-stack';
import { operatorTexts } from '../operators/texts';

interface Pointer {
  readonly building?: { readonly generation: number; readonly done: number; readonly total: number };
  readonly lastRebuild?: {
    readonly generation: number;
    readonly outcome: 'switched' | 'failed';
    readonly commits: number;
    readonly reason?: string;
  };
}

const texts = operatorTexts[languageOf(process.env)];
const askEveryMs = 500;

/** Waits until the rebuild of this generation has ended, whichever process does it. */
const follow = async (operator: Operator, generation: number): Promise<Pointer['lastRebuild']> => {
  const format = `${texts.rebuilding} [{bar}] {percentage}% {value}/{total}`;
  const bar = new SingleBar({ format, clearOnComplete: true });
  bar.start(0, 0);
  try {
    for (;;) {
      const { building, lastRebuild } = await operator.get<Pointer>('projection', 'projection/rebuild');
      if (building?.generation !== generation) return lastRebuild;
      bar.setTotal(building.total);
      bar.update(building.done);
      await sleep(askEveryMs);
    }
  } finally {
    bar.stop();
  }
};

const rebuild = async ({ home, from }: { home?: string; from: string }): Promise<void> => {
  const { operator } = await runningStack(home);
  const path = `projection/rebuild?${new URLSearchParams({ from }).toString()}`;
  const { generation } = await operator.post<{ generation: number }>('projection', path);
  const ended = await follow(operator, generation);
  if (ended?.generation === generation && ended.outcome === 'switched') {
    console.log(texts.rebuilt(generation, ended.commits));
    return;
  }
  console.log(texts.rebuildFailed(ended?.reason ?? '?'));
  process.exitCode = 1;
};

/** `redress projection`: the read models (invariant 10). */
export const addProjection = (program: Command): void => {
  program
    .command('projection')
    .description('the read models')
    .command('rebuild')
    .description('build the read models from zero beside the live ones, then switch in one step')
    .addOption(new Option('--from <source>', 'what to read').choices(['topics', 'stores']).default('topics'))
    .option('--home <folder>', 'home of the running deployment (default: .redress, or REDRESS_HOME)')
    .action(rebuild);
};
