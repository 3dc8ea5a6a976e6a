import type { PublishedCommit } from '@redress/kernel';

/** What one document has applied of one source stream. */
export interface Section<T extends object = object> {
  readonly version: number;
  /** The store epoch of the newest commit applied: a restored store shows itself by a higher one (X5). */
  readonly epoch: number;
  readonly data: T;
}

/** Where a stream lands in a model: a document and the section of it that the stream fills. */
export interface Place<TSection extends string = string> {
  readonly key: string;
  readonly section: TSection;
}

/** An index of a model's collection. */
export interface ModelIndex {
  readonly fields: Readonly<Record<string, 1 | -1>>;
  readonly unique?: boolean;
  /** Only documents where these fields exist. */
  readonly where?: readonly string[];
}

/** What a document adds to the counters of a scope (the site). Names are nested by dots: `byStatus.open`. */
export interface Counted {
  readonly scope: string;
  readonly counters: Readonly<Record<string, number>>;
}

/**
 * A read model of one document per key: a pure fold (invariant 9).
 * Each source stream fills its own section, in its own order; the document is computed from the sections alone,
 * so the order across topics does not matter.
 */
export interface ReadModel<
  TSections extends Record<string, object> = Record<string, object>,
  TDocument extends object = object,
> {
  /** Collection name without generation: `complaints`. */
  readonly name: string;
  readonly indexes: readonly ModelIndex[];
  /** Where the commits of a stream go; undefined when the model does not care for the stream. */
  place(streamId: string): Place<keyof TSections & string> | undefined;
  /** The next data of the commit's section. Never throws, never reads anything else. */
  fold(section: object | undefined, commit: PublishedCommit): object;
  /** The document as it is queried, from its sections. */
  summarise(key: string, sections: Partial<TSections>): TDocument;
  /** What the document is counted under. The counters follow in the same transaction, exactly. */
  count?(document: TDocument): Counted | undefined;
}

/** A log beside the documents: at most one row per commit, written with the documents. */
export interface CommitLog {
  readonly name: string;
  readonly indexes: readonly ModelIndex[];
  /** The row's fields, without personal data; undefined for a commit that leaves no trace. */
  row(commit: PublishedCommit): object | undefined;
}

/**
 * Models that are built, rebuilt and switched together. A commit goes to the first model that has a place for its
 * stream; that document's version is the guard of everything the commit leads to.
 */
export interface ReadModelSet {
  /** Raise it when a fold or a summary changes: the models are then rebuilt. */
  readonly revision: number;
  readonly models: readonly ReadModel[];
  readonly log: CommitLog;
}

/** Drills have their own collections, so that no worklist or count ever mixes them in (decisions.md 17). */
export type Lane = 'main' | 'drill';

export const laneOf = (commit: PublishedCommit): Lane => (commit.envelope.drillId === undefined ? 'main' : 'drill');

/** A document as stored: its sections, and beside them its summary. */
export interface ModelDocument {
  readonly _id: string;
  readonly sections: Readonly<Record<string, Section>>;
  readonly [field: string]: unknown;
}

/** The document's summary, as the model made it. */
export const summaryOf = ({ _id, sections, ...summary }: ModelDocument): object => summary;
