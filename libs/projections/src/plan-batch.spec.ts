import type { PublishedCommit } from '@redress/kernel';
import fc from 'fast-check';
import { planBatch } from './plan-batch';
import type { ModelDocument } from './read-model';
import { sampleCommit, sampleHistory, things } from './sample-set';

const none = new Map<string, ModelDocument>();
const plan = (found: ReadonlyMap<string, ModelDocument>, ...commits: PublishedCommit[]) =>
  planBatch(things, found, commits);
const after = (found: ReadonlyMap<string, ModelDocument>, ...commits: PublishedCommit[]): Map<string, ModelDocument> =>
  new Map([...found, ...[...plan(found, ...commits).changes].map(([key, change]) => [key, change.after] as const)]);

describe('a batch of commits', () => {
  it('fills the section of each stream and computes the document from them', () => {
    expect(after(none, sampleCommit('alpha-1', 1, 4), sampleCommit('beta-1', 1, 3)).get('1')).toEqual({
      _id: '1',
      siteId: 'main',
      total: 7,
      open: true,
      label: 'beta-1#1',
      sections: {
        alpha: { version: 1, epoch: 1, data: { sum: 4, last: 'alpha-1#1' } },
        beta: { version: 1, epoch: 1, data: { sum: 3, last: 'beta-1#1' } },
      },
    });
  });

  it('skips what was applied and changes nothing then', () => {
    const found = after(none, sampleCommit('alpha-1', 1, 4));
    expect(plan(found, sampleCommit('alpha-1', 1, 4))).toEqual({
      changes: new Map(),
      fresh: [],
      gaps: [],
      restored: [],
    });
  });

  it('records the version even when the data stays the same', () => {
    const found = after(none, sampleCommit('alpha-1', 1, 4));
    const empty = { ...sampleCommit('alpha-1', 2, 0), events: [] };
    expect(after(found, empty).get('1')?.sections.alpha?.version).toBe(2);
  });

  it('reports a hole, and applies nothing of that stream after it', () => {
    const { changes, gaps } = plan(
      none,
      sampleCommit('alpha-1', 1, 1),
      sampleCommit('alpha-1', 4, 1),
      sampleCommit('alpha-1', 5, 1),
    );
    expect(gaps).toEqual([{ context: 'intake', streamId: 'alpha-1', from: 2, to: 3 }]);
    expect(changes.get('1')?.after.sections.alpha?.version).toBe(1);
  });

  it('notices a restored store: a version it has, in a newer epoch', () => {
    const found = after(none, sampleCommit('alpha-1', 1, 1), sampleCommit('alpha-1', 2, 1));
    expect(plan(found, sampleCommit('alpha-1', 2, 9, { storeEpoch: 2 })).restored).toEqual(['alpha-1']);
    expect(plan(found, sampleCommit('alpha-1', 3, 9, { storeEpoch: 2 })).restored).toEqual([]);
  });

  it('ends the same whatever order, batches and repetitions the streams come in', () => {
    const history = sampleHistory(3, 4);
    const wanted = after(none, ...history);
    const delivery = fc.array(fc.tuple(fc.constantFrom(...history.keys()), fc.integer({ min: 1, max: 5 })), {
      maxLength: 60,
    });
    fc.assert(
      fc.property(delivery, (picks) => {
        // Any mess first, with holes refused, then each stream once in order: what consumers see after all retries.
        const messy = picks.reduce((found, [at, size]) => after(found, ...history.slice(at, at + size)), none);
        expect(after(messy, ...history.toReversed())).toEqual(wanted);
      }),
    );
  });
});
