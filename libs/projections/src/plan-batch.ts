import type { Context, PublishedCommit } from '@redress/kernel';
import type { ModelDocument, ReadModel, Section } from './read-model';

/** Versions of a stream that a document has not seen, both included. */
export interface Gap {
  /** The context that owns the stream. */
  readonly context: Context;
  readonly streamId: string;
  readonly from: number;
  readonly to: number;
}

/** A document before and after a batch. */
export interface Change {
  readonly before?: ModelDocument;
  readonly after: ModelDocument;
}

/** What a batch of commits does to a model's documents. */
export interface BatchPlan {
  readonly changes: ReadonlyMap<string, Change>;
  /** The commits that were new, each once. */
  readonly fresh: readonly PublishedCommit[];
  /** What must be fetched before the rest of those streams can be applied. */
  readonly gaps: readonly Gap[];
  /** Streams whose store was restored: a version already applied came in a newer epoch (X5). */
  readonly restored: readonly string[];
}

interface DocumentPlan {
  readonly sections: Record<string, Section>;
  readonly fresh: PublishedCommit[];
  readonly gaps: Gap[];
  readonly restored: string[];
}

const byStreamAndVersion = (a: PublishedCommit, b: PublishedCommit): number =>
  a.envelope.streamId === b.envelope.streamId
    ? a.envelope.version - b.envelope.version
    : a.envelope.streamId < b.envelope.streamId
      ? -1
      : 1;

const applyTo = (plan: DocumentPlan, model: ReadModel, section: string, commit: PublishedCommit): void => {
  const { context, streamId, version, storeEpoch } = commit.envelope;
  const current = plan.sections[section];
  const applied = current?.version ?? 0;
  if (version <= applied) {
    if (current && storeEpoch > current.epoch) plan.restored.push(streamId);
  } else if (version > applied + 1) {
    if (plan.gaps.every((gap) => gap.streamId !== streamId))
      plan.gaps.push({ context, streamId, from: applied + 1, to: version - 1 });
  } else {
    plan.sections[section] = { version, epoch: storeEpoch, data: model.fold(current?.data, commit) };
    plan.fresh.push(commit);
  }
};

const groupByKey = (model: ReadModel, commits: readonly PublishedCommit[]) => {
  const groups = new Map<string, { section: string; commit: PublishedCommit }[]>();
  for (const commit of commits.toSorted(byStreamAndVersion)) {
    const place = model.place(commit.envelope.streamId);
    if (!place) continue;
    const group = groups.get(place.key) ?? [];
    group.push({ section: place.section, commit });
    groups.set(place.key, group);
  }
  return groups;
};

/**
 * Folds a batch into the documents it concerns, in memory. Versions already applied are skipped, so redelivery changes
 * nothing; the order across streams does not matter; within a stream a hole is reported and nothing after it applied.
 */
export const planBatch = (
  model: ReadModel,
  found: ReadonlyMap<string, ModelDocument>,
  commits: readonly PublishedCommit[],
): BatchPlan => {
  const changes = new Map<string, Change>();
  const fresh: PublishedCommit[] = [];
  const gaps: Gap[] = [];
  const restored: string[] = [];
  for (const [key, group] of groupByKey(model, commits)) {
    const before = found.get(key);
    const plan: DocumentPlan = { sections: { ...before?.sections }, fresh: [], gaps, restored };
    for (const { section, commit } of group) applyTo(plan, model, section, commit);
    if (plan.fresh.length === 0) continue;
    fresh.push(...plan.fresh);
    changes.set(key, { ...(before && { before }), after: documentOf(model, key, plan.sections) });
  }
  return { changes, fresh, gaps, restored };
};

const documentOf = (model: ReadModel, key: string, sections: Readonly<Record<string, Section>>): ModelDocument => {
  const data = Object.fromEntries(Object.entries(sections).map(([name, section]) => [name, section.data]));
  return { ...model.summarise(key, data), _id: key, sections };
};
