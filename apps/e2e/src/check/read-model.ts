import { differences, type Everything } from './everything';
import type { Stores } from './stores';

/** Each stream the complaints' read model follows stands in it with its last version (I4, in counts). */
export const readModelFaults = async (stores: Stores, all: Everything): Promise<string[]> => {
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
