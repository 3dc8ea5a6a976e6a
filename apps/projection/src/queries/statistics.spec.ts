import fc from 'fast-check';
import { Readable } from 'node:stream';
import type { Deadline } from '../projections/watch-section';
import { quantile } from './stage-tally';
import { statisticsOf } from './statistics';
import type { StatisticsRow } from './statistics-row';

const start = Date.parse('2026-03-02T01:00:00.000Z');
const hour = 3_600_000;
const iso = (hours: number): string => new Date(start + hours * hour).toISOString();

const explanation = { pausedMs: 0 } as Deadline['explanation'];
const met = (hours: number, more: Partial<Deadline> = {}): Deadline => ({
  revision: 1,
  state: 'met',
  startedAt: iso(0),
  dueAt: iso(24),
  endedAt: iso(hours),
  explanation,
  ...more,
});
const running: Deadline = { revision: 1, state: 'running', startedAt: iso(0), dueAt: iso(24), explanation };

const row = (acceptance: Deadline, more: Partial<StatisticsRow> = {}): StatisticsRow => ({
  status: 'accepted',
  open: true,
  escalationsRaised: 1,
  round: 1,
  category: 'food',
  ...more,
  sections: { watch: { data: { deadlines: { acceptance } } }, ...more.sections },
});
const each = (items: readonly StatisticsRow[]): AsyncIterable<StatisticsRow> => Readable.from(items);

describe('statistics (R-113)', () => {
  it('count complaints, what was found, and what was given', async () => {
    const plan = { measures: [{ kind: 'compensation', amountYuan: 200 }, { kind: 'apology' }] };
    const settled = { measures: [{ kind: 'compensation', amountYuan: 50 }] };
    const rows = [
      row(met(1), {
        sections: { case: { data: { completed: { substantiated: true }, plan, adoptedAt: iso(9) } } },
      } as never),
      row(met(1), { sections: { case: { data: { completed: { substantiated: false }, plan } } } } as never),
      row(met(1), { status: 'settled', open: false, sections: { complaint: { data: { settled } } } } as never),
    ];
    const { total, groups } = await statisticsOf(each(rows));
    expect(total).toMatchObject({
      complaints: 3,
      open: 2,
      byStatus: { accepted: 2, settled: 1 },
      substantiated: 1,
      unsubstantiated: 1,
      escalations: 3,
      compensationYuan: 250,
    });
    expect(groups).toEqual([]);
  });

  it('count a merged complaint as received, and what answers it once (R-020)', async () => {
    const plan = { measures: [{ kind: 'compensation', amountYuan: 200 }] };
    const handled = { completed: { substantiated: true }, plan, adoptedAt: iso(9) };
    const leading = row(met(1), { satisfied: true, sections: { case: { data: handled } } } as never);
    const merged = row(met(30, { breachedAt: iso(24) }), {
      status: 'merged',
      open: false,
      satisfied: false,
      round: 2,
      sections: { case: { data: handled } },
    } as never);
    const { total } = await statisticsOf(each([leading, merged]));
    expect(total).toMatchObject({
      complaints: 2,
      byStatus: { accepted: 1, merged: 1 },
      substantiated: 1,
      compensationYuan: 200,
      satisfied: 1,
      notSatisfied: 0,
      reopened: 0,
      // Its own clocks ran as they did: merging hides no breach.
      stages: { acceptance: { met: 2, breached: 1 } },
    });
  });

  it('tell how long a stage took without pauses, and how often it was in time', async () => {
    const late = { breachedAt: iso(24) };
    const paused = { explanation: { ...explanation, pausedMs: 10 * hour } };
    const rows = [row(met(2)), row(met(30, late)), row(met(14, paused)), row(running), row({ ...running, ...late })];
    const { total } = await statisticsOf(each(rows));
    expect(total.stages.acceptance).toEqual({ met: 3, breached: 2, onTimeRate: 0.5, medianHours: 4, p90Hours: 30 });
    expect(total.stages.feedback).toEqual({ met: 0, breached: 0 });
  });

  it('count what was taken up again, and how the results were taken (R-068, R-069)', async () => {
    const plan = { measures: [{ kind: 'compensation', amountYuan: 300 }] };
    const earlier = [{ plan, doneMeasures: [{ measureNo: 1 }] }, { plan }];
    const twice = row(met(1), {
      round: 3,
      satisfied: false,
      sections: { case: { data: { earlier } }, watch: { data: { deadlines: {}, past: [] } } } as never,
    });
    const { total } = await statisticsOf(each([twice, row(met(2), { satisfied: true }), row(met(3))]));
    expect(total).toMatchObject({ reopened: 1, satisfied: 1, notSatisfied: 1, compensationYuan: 300 });
  });

  it('count what was offered, accepted, refused and issued, and its yuan (R-055)', async () => {
    const paid = (...yuan: number[]) => yuan.map((amountYuan) => ({ kind: 'compensation', amountYuan }));
    const offer = (proposalNo: number, measureNo: number, amountYuan: number, state: string) => ({
      ...{ proposalNo, measureNo, amountYuan, state },
    });
    const negotiated = {
      adoptedAt: iso(9),
      plan: { proposalNo: 2, measures: [...paid(100, 200, 300, 400), { kind: 'apology' }] },
      // The fourth was given without an offer, the first after one.
      doneMeasures: [{ measureNo: 1 }, { measureNo: 4 }],
      replaced: [{ plan: { proposalNo: 1, measures: paid(10, 20, 40) }, adoptedAt: iso(8), doneMeasures: [] }],
      compensations: [
        offer(1, 1, 10, 'refused'),
        offer(1, 2, 20, 'issued'),
        offer(1, 3, 40, 'lapsed'),
        offer(2, 1, 100, 'issued'),
        offer(2, 2, 200, 'refused'),
        offer(2, 3, 300, 'accepted'),
      ],
    };
    const settled = { measures: [...paid(50), { kind: 'apology' }] };
    const rows = [
      row(met(1), { sections: { case: { data: negotiated } } } as never),
      row(met(1), { sections: { complaint: { data: { settled } } } } as never),
      row(met(1)),
    ];
    const { total } = await statisticsOf(each(rows));
    expect(total.compensations).toEqual({
      offered: { count: 6, yuan: 670 },
      accepted: { count: 3, yuan: 420 },
      refused: { count: 2, yuan: 210 },
      issued: { count: 4, yuan: 570 },
    });
    expect(total.compensationYuan).toBe(20 + 100 + 300 + 400 + 50);
  });

  it('count every round of a stage', async () => {
    const again = row(met(4), {
      round: 2,
      sections: {
        watch: {
          data: {
            deadlines: { feedback: met(2) },
            past: [{ ...met(30, { breachedAt: iso(24) }), deadline: 'feedback' }],
          },
        },
      },
    });
    const { total } = await statisticsOf(each([again]));
    expect(total.stages.feedback).toMatchObject({ met: 2, breached: 1, onTimeRate: 0.5, medianHours: 2, p90Hours: 30 });
  });

  it('group by what is asked, the largest first, and say how many are not shown', async () => {
    const rows = [
      ...Array.from({ length: 3 }, () => row(met(1), { category: 'service' })),
      row(met(1), { category: 'food' }),
      row(met(1), { category: undefined }),
    ];
    const { groups } = await statisticsOf(each(rows), 'category');
    expect(groups.map(({ key, complaints }) => [key, complaints])).toEqual([
      ['service', 3],
      ['food', 1],
      ['none', 1],
    ]);
    const many = Array.from({ length: 230 }, (_, n) => row(met(1), { handlerId: `h${n}` }));
    const handlers = await statisticsOf(each(many), 'handler');
    expect([handlers.groups.length, handlers.moreGroups]).toEqual([200, 30]);
  });

  it('find the value by nearest rank', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer(), { minLength: 1 }),
        fc.double({ min: 0.01, max: 1, noNaN: true }),
        (some, share) => {
          const sorted = some.toSorted((a, b) => a - b);
          const found = quantile(sorted, share) ?? NaN;
          expect(sorted.filter((one) => one <= found).length).toBeGreaterThanOrEqual(share * sorted.length);
          expect(sorted.filter((one) => one < found).length).toBeLessThan(share * sorted.length);
        },
      ),
    );
    expect(quantile([], 0.5)).toBeUndefined();
  });
});
