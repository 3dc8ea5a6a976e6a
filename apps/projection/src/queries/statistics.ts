import { deadlineKinds, type DeadlineKind, type Measure } from '@redress/contracts';
import type { CaseSection } from '../projections/case-section';
import type { ComplaintSection } from '../projections/complaint-section';
import type { ComplaintSummary } from '../projections/complaint-summary';
import type { Status } from '../projections/stage';
import type { Deadline, WatchSection } from '../projections/watch-section';

/** What complaints can be counted by. */
export const groupings = [
  'category',
  'channel',
  'level',
  'priority',
  'place',
  'partyKind',
  'rootCause',
  'handler',
] as const;
export type Grouping = (typeof groupings)[number];

/** The field of a complaint that a grouping goes by. */
const fieldOf = (by: Grouping) => (by === 'handler' ? 'handlerId' : by);

/** The fields of a document that statistics read, as MongoDB is asked for them. */
export const countedFields: Readonly<Record<string, 1>> = Object.fromEntries(
  [
    'status',
    'open',
    'escalationsRaised',
    ...groupings.map(fieldOf),
    'sections.complaint.data.settled',
    'sections.case.data.completed',
    'sections.case.data.plan',
    'sections.case.data.adoptedAt',
    'sections.watch.data.deadlines',
  ].map((field) => [field, 1]),
);

/** What the statistics read of a complaint. */
export interface StatisticsRow
  extends
    Partial<Omit<ComplaintSummary, 'status' | 'open' | 'escalationsRaised'>>,
    Pick<ComplaintSummary, 'status' | 'open' | 'escalationsRaised'> {
  readonly sections: {
    readonly complaint?: { readonly data: Pick<ComplaintSection, 'settled'> };
    readonly case?: { readonly data: Pick<CaseSection, 'completed' | 'plan' | 'adoptedAt'> };
    readonly watch?: { readonly data: Pick<WatchSection, 'deadlines'> };
  };
}

/** How a stage went. Hours without the time the clock was paused. */
export interface StageFigures {
  /** Reached, in time or late. */
  readonly met: number;
  /** Passed unmet, whether met later or not. */
  readonly breached: number;
  /** Share of those met or breached that were in time; absent where there are none. */
  readonly onTimeRate?: number;
  readonly medianHours?: number;
  readonly p90Hours?: number;
}

/** What a set of complaints amounts to. */
export interface Figures {
  readonly complaints: number;
  readonly open: number;
  readonly byStatus: { readonly [S in Status]?: number };
  readonly substantiated: number;
  readonly unsubstantiated: number;
  readonly escalations: number;
  /** What adopted plans and settlements on the spot give, yuan. */
  readonly compensationYuan: number;
  readonly stages: { readonly [D in DeadlineKind]: StageFigures };
}

/** The figures of a period, whole and group by group. */
export interface Statistics {
  readonly total: Figures;
  /** By size; a complaint that says nothing of it counts under `none`. */
  readonly groups: readonly ({ readonly key: string } & Figures)[];
  /** Groups that are too many to be shown. */
  readonly moreGroups: number;
}

/** Most groups shown. */
const shownGroups = 200;

const hour = 3_600_000;

/** How long a stage took, hours; undefined while it runs. Standing clocks are not its fault. */
const hoursOf = ({ state, startedAt, endedAt, explanation }: Deadline): number | undefined =>
  state === 'met' && endedAt !== undefined
    ? (Date.parse(endedAt) - Date.parse(startedAt) - explanation.pausedMs) / hour
    : undefined;

/** The value below which a share of sorted numbers lies, by nearest rank. */
export const quantile = (sorted: readonly number[], share: number): number | undefined =>
  sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];

const rounded = (value: number, digits: number): number => Number(value.toFixed(digits));

class StageTally {
  private met = 0;
  private breached = 0;
  private inTime = 0;
  private readonly hours: number[] = [];

  add(deadline: Deadline): void {
    const late = deadline.breachedAt !== undefined;
    const isMet = deadline.state === 'met';
    this.met += Number(isMet);
    this.breached += Number(late);
    this.inTime += Number(isMet && !late);
    const hours = hoursOf(deadline);
    if (hours !== undefined) this.hours.push(hours);
  }

  figures(): StageFigures {
    const { met, breached, inTime } = this;
    const hours = this.hours.sort((a, b) => a - b);
    const [median, p90] = [quantile(hours, 0.5), quantile(hours, 0.9)];
    return {
      met,
      breached,
      ...(inTime + breached > 0 && { onTimeRate: rounded(inTime / (inTime + breached), 4) }),
      ...(median !== undefined && { medianHours: rounded(median, 2) }),
      ...(p90 !== undefined && { p90Hours: rounded(p90, 2) }),
    };
  }
}

const sumOf = (measures: readonly Measure[]): number =>
  measures.reduce((sum, { amountYuan = 0 }) => sum + amountYuan, 0);

const compensationOf = ({ sections }: StatisticsRow): number => {
  const { adoptedAt, plan } = sections.case?.data ?? {};
  const settled = sections.complaint?.data.settled;
  return (adoptedAt !== undefined && plan ? sumOf(plan.measures) : 0) + (settled ? sumOf(settled.measures) : 0);
};

class FiguresTally {
  complaints = 0;
  private open = 0;
  private readonly byStatus: { [S in Status]?: number } = {};
  private readonly found = { substantiated: 0, unsubstantiated: 0 };
  private escalations = 0;
  private compensationYuan = 0;
  private readonly stages = new Map(deadlineKinds.map((kind) => [kind, new StageTally()]));

  add(row: StatisticsRow): void {
    const { status, open, escalationsRaised, sections } = row;
    this.complaints += 1;
    this.open += Number(open);
    this.byStatus[status] = (this.byStatus[status] ?? 0) + 1;
    this.escalations += escalationsRaised;
    this.compensationYuan += compensationOf(row);
    const completed = sections.case?.data.completed;
    if (completed) this.found[completed.substantiated ? 'substantiated' : 'unsubstantiated'] += 1;
    for (const [kind, stage] of this.stages) {
      const deadline = sections.watch?.data.deadlines[kind];
      if (deadline) stage.add(deadline);
    }
  }

  figures(): Figures {
    const { complaints, open, byStatus, found, escalations, compensationYuan } = this;
    const stages = Object.fromEntries([...this.stages].map(([kind, stage]) => [kind, stage.figures()]));
    return {
      complaints,
      open,
      byStatus,
      ...found,
      escalations,
      compensationYuan,
      stages: stages as Figures['stages'],
    };
  }
}

const keyOf = (row: StatisticsRow, by: Grouping): string => row[fieldOf(by)] ?? 'none';

/** Adds complaints up, one after the other, so that only figures are kept. */
export const statisticsOf = async (rows: AsyncIterable<StatisticsRow>, by?: Grouping): Promise<Statistics> => {
  const total = new FiguresTally();
  const groups = new Map<string, FiguresTally>();
  for await (const row of rows) {
    total.add(row);
    if (by === undefined) continue;
    const key = keyOf(row, by);
    const group = groups.get(key) ?? new FiguresTally();
    groups.set(key, group);
    group.add(row);
  }
  const sorted = [...groups].sort(([a, one], [b, other]) => other.complaints - one.complaints || (a < b ? -1 : 1));
  const shown = sorted.slice(0, shownGroups).map(([key, group]) => ({ key, ...group.figures() }));
  return { total: total.figures(), groups: shown, moreGroups: sorted.length - shown.length };
};
