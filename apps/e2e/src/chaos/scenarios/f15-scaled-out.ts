import { setTimeout as sleep } from 'node:timers/promises';
import type { Scenario } from '../scenario';

const hangMs = 45_000;

const joins = (log: string): number => log.split('the group gave partitions').length - 1;

/** One handler hangs while the service is scaled from one process to three and back. */
export const scaledOut: Scenario = {
  id: 'F15',
  title: 'a handler hangs for 45 s while its service goes from one process to three and back: no endless rebalance',
  short: false,
  run: async (ground) => {
    const { stack } = ground;
    const before = joins(stack.logOf('escalation'));
    await ground.under(async () => {
      stack.traps.set('escalation', 'slow-append', String(hangMs));
      await stack.until('a handler hangs', () => !stack.traps.isSet('escalation', 'slow-append'));
      const twins = [await stack.twin('escalation'), await stack.twin('escalation')];
      await sleep(hangMs);
      for (const twin of twins) await twin.stop();
      const rounds = joins(stack.logOf('escalation')) - before;
      ground.figure('rebalances', rounds, '', 6);
      await ground.recovers('the whole way works again', 30_000, () => ground.serves());
    });
  },
};
