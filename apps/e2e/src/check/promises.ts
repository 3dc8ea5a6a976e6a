import type { Stack } from '../stack';
import { effectFaults } from './effects';
import { readModelFaults } from './read-model';
import { Stores, storeFaults, writers, type RawCommit, type Writer } from './stores';
import { timerFaults } from './timers';
import { readTopic, topicFaults } from './topics';

/**
 * Reads stores, topics and read models and says what of the promises does not hold; empty when all does.
 * `acknowledged` are the complaints whose registration was answered with 201.
 */
export const brokenPromises = async (stack: Stack, acknowledged: readonly string[]): Promise<string[]> => {
  const stores = await Stores.open(stack.around.mongod.now.uri, stack.dbPrefix);
  try {
    const all = new Map<Writer, readonly RawCommit[]>();
    const faults: string[] = [];
    for (const context of writers) {
      const commits = await stores.commits(context);
      all.set(context, commits);
      const topic = `redress-${context}-v1`;
      faults.push(...storeFaults(context, commits));
      faults.push(...topicFaults(topic, commits, await readTopic([stack.around.kafka.now.brokers], topic)));
    }
    return [
      ...faults,
      ...effectFaults(all, acknowledged),
      ...(await timerFaults(stack, stores, all)),
      ...(await readModelFaults(stores, all)),
    ];
  } finally {
    await stores.close();
  }
};

/** How often it is told what is still broken. Milliseconds. */
const tellEveryMs = 10_000;

export interface Patience {
  readonly withinMs?: number;
  /** Told now and then what is still broken. */
  readonly onWaiting?: (faults: readonly string[]) => void;
}

/** Waits until no promise is broken any more; after a fault things take a moment to catch up. */
export const untilKept = async (
  stack: Stack,
  acknowledged: readonly string[],
  patience: Patience = {},
): Promise<void> => {
  const { withinMs = 120_000, onWaiting = () => undefined } = patience;
  const started = performance.now();
  for (let told = 0; ;) {
    const faults = await brokenPromises(stack, acknowledged).catch((error: unknown) => [String(error)]);
    if (faults.length === 0) return;
    const waited = performance.now() - started;
    if (waited > withinMs) {
      throw new Error(
        `${faults.length} broken promises:\n${faults.slice(0, 20).join('\n')}\n${stack.said.slice(-2000)}`,
      );
    }
    if (waited - told > tellEveryMs) {
      onWaiting(faults);
      told = waited;
    }
    await new Promise((resolve) => setTimeout(resolve, 1_000));
  }
};
