import type { PublishedCommit } from '@redress/kernel';
import type { ReadModel, ReadModelSet } from './read-model';

interface Tally {
  readonly sum: number;
  readonly last: string;
}

interface Thing {
  readonly siteId: string;
  readonly total: number;
  readonly open: boolean;
  readonly label?: string;
}

type Sections = { readonly alpha: Tally; readonly beta: Tally };

/** Two streams per thing, as the specs of this library use them: `alpha-<id>` and `beta-<id>` fill one document. */
export const things: ReadModel<Sections, Thing> = {
  name: 'things',
  indexes: [{ fields: { siteId: 1, total: -1 } }],
  place: (streamId) => {
    const match = /^(alpha|beta)-(.+)$/.exec(streamId);
    return match?.[1] && match[2] ? { key: match[2], section: match[1] === 'alpha' ? 'alpha' : 'beta' } : undefined;
  },
  fold: (section, { envelope, events }) => {
    const added = events.reduce((sum, { data }) => sum + Number((data as { amount?: number }).amount ?? 0), 0);
    return { sum: ((section as Tally | undefined)?.sum ?? 0) + added, last: envelope.commitId };
  },
  summarise: (_key, { alpha, beta }) => {
    const total = (alpha?.sum ?? 0) + (beta?.sum ?? 0);
    return { siteId: 'main', total, open: total < 10, label: beta?.last };
  },
  count: ({ siteId, open, total }) => ({
    scope: siteId,
    counters: { [open ? 'open' : 'closed']: 1, [`byTotal.${total % 3}`]: 1 },
  }),
};

/** Everything else only has its version kept. */
export const otherStreams: ReadModel = {
  name: 'streams',
  indexes: [],
  place: (streamId) => ({ key: streamId, section: 'stream' }),
  fold: () => ({}),
  summarise: () => ({}),
};

export const sampleSet: ReadModelSet = {
  revision: 1,
  models: [things, otherStreams],
  log: {
    name: 'history',
    indexes: [{ fields: { thingId: 1, _id: 1 } }],
    row: ({ envelope, events }) =>
      events.length > 0 ? { thingId: envelope.subject, types: events.map(({ type }) => type) } : undefined,
  },
};

/** A commit of a sample stream. */
export const sampleCommit = (
  streamId: string,
  version: number,
  amount: number,
  more: Partial<PublishedCommit['envelope']> = {},
): PublishedCommit => ({
  envelope: {
    commitId: `${streamId}#${version}`,
    siteId: 'main',
    context: 'intake',
    streamId,
    version,
    subject: streamId.slice(streamId.indexOf('-') + 1),
    occurredAt: '2026-03-02T09:00:00.000Z',
    recordedAt: '2026-03-02T09:00:00.000Z',
    storeEpoch: 1,
    actor: 'visitor',
    correlationId: 'c',
    causationId: 'c',
    ...more,
  },
  events: [{ type: 'Added', schemaVersion: 1, data: { amount } }],
});

/** Streams `alpha-<n>` and `beta-<n>` of `things` with `commits` commits each, as a store would give them back. */
export const sampleHistory = (thingCount: number, commits: number): PublishedCommit[] =>
  Array.from({ length: thingCount }, (_, n) => ['alpha', 'beta'].map((type) => `${type}-${n}`))
    .flat()
    .flatMap((streamId, n) =>
      Array.from({ length: commits }, (_, index) => sampleCommit(streamId, index + 1, (n + index) % 4)),
    );
