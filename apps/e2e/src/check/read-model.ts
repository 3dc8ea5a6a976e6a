import { missing, type Everything, type Span } from './everything';
import type { Stores } from './stores';

/** The versions of the streams that the complaints' read model has applied, by stream. */
export const readDocuments = async (stores: Stores): Promise<Map<string, number>> => {
  const projection = stores.db('projection');
  const pointer = await projection.collection('read_models').findOne({});
  const generation = Number(pointer?.['live'] ?? 1);
  const documents = projection.collection<{ _id: string; sections: Record<string, { version: number }> }>(
    `complaints_g${generation}`,
  );
  const versions = new Map<string, number>();
  for await (const { _id, sections } of documents.find()) {
    for (const [section, { version }] of Object.entries(sections)) versions.set(`${section}-${_id}`, version);
  }
  return versions;
};

const heads = (all: Everything): Map<string, number> => {
  const last = new Map<string, number>();
  for (const context of ['intake', 'investigation', 'escalation'] as const) {
    for (const { streamId, version } of all.get(context) ?? []) last.set(streamId, version);
  }
  return last;
};

/** Each stream the complaints' read model follows stands in it with its last version (I4, in counts). */
export const readModelFaults = (versions: ReadonlyMap<string, number>, { before, after }: Span): string[] => {
  const [least, most] = [heads(before), heads(after)];
  const behind = [...versions].filter(
    ([streamId, version]) => version < (least.get(streamId) ?? 0) || version > (most.get(streamId) ?? 0),
  );
  const followed = [...least.keys()].filter((id) => /^(complaint|case|evidence|publication|watch)-/.test(id));
  return [
    ...behind.map(
      ([streamId, version]) =>
        `read model: ${streamId} stands at ${version}, the store at ${String(least.get(streamId))}`,
    ),
    ...missing('missing in the read model', followed, versions.keys()),
    ...missing('in the read model and not in the store', [...versions.keys()], most.keys()),
  ];
};
