import type { Stack } from '../stack';
import { Stores, storeFaults, writers, type RawCommit, type Writer } from './stores';
import { readTopic, topicFaults } from './topics';

/** Everything the stores hold, by context. */
type Everything = ReadonlyMap<Writer, readonly RawCommit[]>;

const subjectsWith = (commits: readonly RawCommit[], type: string): string[] =>
  commits.filter(({ types }) => types.includes(type)).map(({ subject }) => subject);

const differences = (what: string, expected: Iterable<string>, actual: Iterable<string>): string[] => {
  const [e, a] = [new Set(expected), new Set(actual)];
  return [
    ...[...e].filter((id) => !a.has(id)).map((id) => `${what}: ${id} is missing`),
    ...[...a].filter((id) => !e.has(id)).map((id) => `${what}: ${id} should not be there`),
  ];
};

const twice = (what: string, subjects: readonly string[]): string[] =>
  subjects.filter((id, index) => subjects.indexOf(id) !== index).map((id) => `${what}: ${id} happened twice`);

/** Each cause has its effect in the other context, once (I3). */
const effectFaults = (all: Everything, acknowledged: readonly string[]): string[] => {
  const of = (context: Writer, type: string): string[] => subjectsWith(all.get(context) ?? [], type);
  const registered = of('intake', 'ComplaintRegistered');
  const accepted = of('intake', 'ComplaintAccepted');
  const once: [Writer, string][] = [
    ['intake', 'ComplaintRegistered'],
    ['intake', 'ComplaintAccepted'],
    ['investigation', 'CaseOpened'],
    ['escalation', 'WatchOpened'],
  ];
  return [
    ...acknowledged.filter((id) => !registered.includes(id)).map((id) => `answered with 201, never stored: ${id}`),
    ...differences('a watch per complaint', registered, of('escalation', 'WatchOpened')),
    ...differences('a case per accepted complaint', accepted, of('investigation', 'CaseOpened')),
    ...once.flatMap(([context, type]) => twice(type, of(context, type))),
  ];
};

/** Each stream the complaints' read model follows stands in it with its last version (I4, in counts). */
const readModelFaults = async (stores: Stores, all: Everything): Promise<string[]> => {
  const last = new Map<string, number>();
  for (const context of ['intake', 'investigation', 'escalation'] as const) {
    for (const { streamId, version } of all.get(context) ?? []) last.set(streamId, version);
  }
  const projection = stores.db('projection');
  const pointer = await projection.collection('read_models').findOne({});
  const generation = Number(pointer?.['live'] ?? 1);
  const documents = projection.collection<{ _id: string; sections: Record<string, { version: number }> }>(
    `complaints_g${generation}`,
  );
  const faults: string[] = [];
  const seen = new Set<string>();
  for await (const { _id, sections } of documents.find()) {
    for (const [section, { version }] of Object.entries(sections)) {
      const streamId = `${section}-${_id}`;
      seen.add(streamId);
      if (last.get(streamId) !== version) {
        faults.push(`read model: ${streamId} stands at ${version}, the store at ${String(last.get(streamId))}`);
      }
    }
  }
  const followed = [...last.keys()].filter((id) => /^(complaint|case|watch)-/.test(id));
  return [...faults, ...differences('read model', followed, seen)];
};

/**
 * Reads stores, topics and read models and says what of the promises does not hold; empty when all does.
 * `acknowledged` are the complaints whose registration was answered with 201.
 */
export const brokenPromises = async (stack: Stack, acknowledged: readonly string[]): Promise<string[]> => {
  const stores = await Stores.open(stack.mongod.uri, stack.dbPrefix);
  try {
    const all = new Map<Writer, readonly RawCommit[]>();
    const faults: string[] = [];
    for (const context of writers) {
      const commits = await stores.commits(context);
      all.set(context, commits);
      const topic = `redress-${context}-v1`;
      faults.push(...storeFaults(context, commits));
      faults.push(...topicFaults(topic, commits, await readTopic([stack.kafka.brokers], topic)));
    }
    return [...faults, ...effectFaults(all, acknowledged), ...(await readModelFaults(stores, all))];
  } finally {
    await stores.close();
  }
};

/** Waits until no promise is broken any more; after a fault things take a moment to catch up. */
export const untilKept = async (stack: Stack, acknowledged: readonly string[], withinMs = 120_000): Promise<void> => {
  const giveUpAt = performance.now() + withinMs;
  for (;;) {
    const faults = await brokenPromises(stack, acknowledged).catch((error: unknown) => [String(error)]);
    if (faults.length === 0) return;
    if (performance.now() > giveUpAt) {
      throw new Error(
        `${faults.length} broken promises:\n${faults.slice(0, 20).join('\n')}\n${stack.said.slice(-2000)}`,
      );
    }
    await new Promise((resolve) => setTimeout(resolve, 1_000));
  }
};
