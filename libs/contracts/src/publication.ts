import { contracts, type ContractKey } from './contract';
import { unreadable } from './compatibility';
import { schemaOf, type Schema } from './schemas';

/** What was ever published under one name and version; only ever appended to. */
export interface Publication {
  readonly context: string;
  readonly type: string;
  readonly version: number;
  readonly revisions: readonly Schema[];
}

/** File name of a publication in `published/`. */
export const fileOf = (key: ContractKey): string => `${key.context}.${key.type}.v${key.version}.json`;

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** What a reader of any earlier revision could not read of a later one. */
export const faultsOf = (publication: Publication): string[] =>
  publication.revisions.flatMap((newer, n) =>
    publication.revisions
      .slice(0, n)
      .flatMap((older) => unreadable(older, newer))
      .map((fault) => `${publication.context}.${publication.type}.v${publication.version}: ${fault}`),
  );

/** The publication with today's shape as its last revision; unchanged when it already is. */
export const publish = (key: ContractKey, before: Publication | undefined): Publication => {
  const schema = schemaOf(key);
  const revisions = before?.revisions ?? [];
  return same(revisions.at(-1), schema) && before ? before : { ...key, revisions: [...revisions, schema] };
};

/** The publications of all contracts, given what was published before, by file name. */
export const publishAll = (before: ReadonlyMap<string, Publication>): ReadonlyMap<string, Publication> =>
  new Map(contracts().map(({ key }) => [fileOf(key), publish(key, before.get(fileOf(key)))]));
