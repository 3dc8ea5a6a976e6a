import type { PublishedCommit } from '@redress/kernel';

/** What one document has applied of one source stream. */
export interface Section<T extends object = object> {
  readonly version: number;
  readonly data: T;
}

/**
 * A read model of one document per key: a pure fold (invariant 9).
 * Each source stream fills its own section, in its own order; the document is computed from the sections alone,
 * so the order across topics does not matter.
 */
export interface ReadModel<TSections extends Record<string, object>, TDocument extends object> {
  /** Collection name without generation: `complaints`. */
  readonly name: string;
  /** The section a commit belongs to, and the document's key; undefined when the model does not care for the stream. */
  place(commit: PublishedCommit): { readonly key: string; readonly section: keyof TSections & string } | undefined;
  /** The next data of the commit's section. Never throws, never reads anything else. */
  fold(section: object | undefined, commit: PublishedCommit): object;
  /** The document as it is queried, from its sections. */
  summarise(key: string, sections: Partial<TSections>): TDocument;
}
