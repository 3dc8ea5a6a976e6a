import type { Stack } from '../stack';
import { effectFaults } from './effects';
import type { Everything } from './everything';
import { readDocuments, readModelFaults } from './read-model';
import { Stores, storeFaults, writers, type RawCommit, type Writer } from './stores';
import { timerFaults } from './timers';
import { readTopic, topicFaults, type RawMessage } from './topics';

const topicOf = (context: Writer): string => `redress-${context}-v1`;

const everything = async (stores: Stores): Promise<Everything> => {
  const all = new Map<Writer, readonly RawCommit[]>();
  for (const context of writers) all.set(context, await stores.commits(context));
  return all;
};

const readTopics = async (stack: Stack): Promise<Map<Writer, readonly RawMessage[]>> => {
  const messages = new Map<Writer, readonly RawMessage[]>();
  for (const context of writers) {
    messages.set(context, await readTopic([stack.around.kafka.now.brokers], topicOf(context)));
  }
  return messages;
};

/**
 * Reads stores, topics and read models and says what of the promises does not hold; empty when all does.
 * `acknowledged` are the complaints whose registration was answered with 201.
 */
export const brokenPromises = async (stack: Stack, acknowledged: readonly string[]): Promise<string[]> => {
  const stores = await Stores.open(stack.around.mongod.now.uri, stack.dbPrefix);
  try {
    // What happens while the rest is read is in the second reading of the stores and not in the first.
    const before = await everything(stores);
    const messages = await readTopics(stack);
    const documents = await readDocuments(stores);
    const timers = await timerFaults(stack, stores, before);
    const after = await everything(stores);
    return [
      ...writers.flatMap((context) => storeFaults(context, after.get(context) ?? [])),
      ...writers.flatMap((context) =>
        topicFaults(topicOf(context), { before, after }, messages.get(context) ?? [], context),
      ),
      ...effectFaults({ before, after }, acknowledged),
      ...timers,
      ...readModelFaults(documents, { before, after }),
    ];
  } finally {
    await stores.close();
  }
};

/** How often it is told what is still broken. Milliseconds. */
const tellEveryMs = 10_000;

export interface Patience {
  /** Default four minutes: where days pass in a minute, deadlines fall due meanwhile and each must be told on. */
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
  const { withinMs = 240_000, onWaiting = () => undefined } = patience;
  const started = performance.now();
  for (let told = 0; ;) {
    const faults = await brokenPromises(stack, acknowledged).catch((error: unknown) => [String(error)]);
    if (faults.length === 0) return;
    const waited = performance.now() - started;
    if (waited > withinMs) {
      throw new Error(
        `${stack.said.slice(-2000)}\n${faults.length} broken promises:\n${faults.slice(0, 20).join('\n')}`,
      );
    }
    if (waited - told > tellEveryMs) {
      onWaiting(faults);
      told = waited;
    }
    await new Promise((resolve) => setTimeout(resolve, 1_000));
  }
};
