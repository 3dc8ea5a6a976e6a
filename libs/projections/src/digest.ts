import canonicalize from 'canonicalize';
import { createHash } from 'node:crypto';
import { countersName, type GenerationCollections } from './collections';

/** The content of one collection: how many documents, and SHA-256 over their canonical JSON in order of `_id`. */
export interface CollectionDigest {
  readonly name: string;
  readonly documents: number;
  readonly sha256: string;
}

/** Counters that are back at zero are as good as never counted. */
const withoutZeros = (value: unknown): unknown => {
  if (typeof value !== 'object' || value === null) return value === 0 ? undefined : value;
  const kept = Object.entries(value).flatMap(([name, part]) => {
    const rest = withoutZeros(part);
    return rest === undefined ? [] : [[name, rest] as const];
  });
  return kept.length > 0 ? Object.fromEntries(kept) : undefined;
};

const compared = (name: string, document: { _id: string; values?: unknown }): unknown => {
  if (!name.endsWith(countersName)) return document;
  const values = withoutZeros(document.values);
  return values === undefined ? undefined : { ...document, values };
};

/** Digests of all that a generation holds, to compare two of them byte for byte (invariant 9, X3). */
export const digestOf = async (generation: GenerationCollections): Promise<readonly CollectionDigest[]> => {
  const digests: CollectionDigest[] = [];
  for (const { name, collection } of generation.all()) {
    const hash = createHash('sha256');
    let documents = 0;
    for await (const document of collection.find({}, { sort: { _id: 1 }, batchSize: 1000 })) {
      const content = compared(name, document);
      if (content === undefined) continue;
      documents++;
      hash.update(canonicalize(content) ?? '').update('\n');
    }
    digests.push({ name, documents, sha256: hash.digest('hex') });
  }
  return digests.sort((a, b) => (a.name < b.name ? -1 : 1));
};
