import { deadlineKinds } from '@redress/contracts';
import type { RecurringProblems } from '../queries/recurring';
import { statisticsBy, type Figures, type Grouped } from '../queries/statistics';
import type { Grouping } from '../queries/statistics-row';
import type { Phrases } from './phrases';

/** How a number is written. */
export type NumberFormat = 'count' | 'rate' | 'hours';

/** A cell: words, or a number that is absent where there is none. */
export type ReportCell = string | { readonly value: number | undefined; readonly as: NumberFormat };

/** A table of a report. */
export interface ReportTable {
  readonly title: string;
  readonly header: readonly string[];
  readonly rows: readonly (readonly ReportCell[])[];
  /** Rows that are left out. */
  readonly more: number;
}

/** What a month is counted by. */
export const reportGroupings = ['channel', 'category', 'level', 'rootCause', 'place', 'handler'] as const;
export type ReportGrouping = (typeof reportGroupings)[number] & Grouping;

/** What a report is made of. */
export interface MonthlyFigures extends Awaited<ReturnType<typeof statisticsBy<ReportGrouping>>> {
  readonly recurring: RecurringProblems;
}

const count = (value: number): ReportCell => ({ value, as: 'count' });
const rate = (part: number, whole: number): ReportCell => ({ value: whole > 0 ? part / whole : undefined, as: 'rate' });
const hours = (value: number | undefined): ReportCell => ({ value, as: 'hours' });

const overview = (total: Figures, { words: { columns, monthly } }: Phrases): ReportTable => {
  const { complaints, open, substantiated, unsubstantiated, escalations, reopened, satisfied, notSatisfied } = total;
  const rows: [string, ReportCell][] = [
    [columns.complaints, count(complaints)],
    [columns.open, count(open)],
    [columns.substantiated, count(substantiated)],
    [columns.unsubstantiated, count(unsubstantiated)],
    [columns.escalations, count(escalations)],
    [columns.reopened, count(reopened)],
    [columns.reopenedRate, rate(reopened, complaints)],
    [columns.satisfied, count(satisfied)],
    [columns.notSatisfied, count(notSatisfied)],
    [columns.satisfactionRate, rate(satisfied, satisfied + notSatisfied)],
    [columns.compensationYuan, count(total.compensationYuan)],
  ];
  return { title: monthly.overview, header: [columns.item, columns.figure], rows, more: 0 };
};

const byStatus = ({ byStatus: counts }: Figures, { words: { columns, monthly, statuses } }: Phrases): ReportTable => ({
  title: monthly.status,
  header: [columns.status, columns.complaints],
  rows: Object.entries(statuses).flatMap(([status, name]) => {
    const of = counts[status as keyof typeof counts];
    return of === undefined ? [] : [[name, count(of)]];
  }),
  more: 0,
});

const stagesOf = ({ stages }: Figures, { words: { columns, monthly, stages: names } }: Phrases): ReportTable => ({
  title: monthly.stages,
  header: [columns.stage, columns.met, columns.breached, columns.onTimeRate, columns.medianHours, columns.p90Hours],
  rows: deadlineKinds.map((kind) => {
    const { met, breached, onTimeRate, medianHours, p90Hours } = stages[kind];
    const onTime: ReportCell = { value: onTimeRate, as: 'rate' };
    return [names[kind], count(met), count(breached), onTime, hours(medianHours), hours(p90Hours)];
  }),
  more: 0,
});

/** What the value of a grouping is called. */
const keyName = (by: ReportGrouping, key: string, phrases: Phrases): string => {
  const { monthly, channels, levels } = phrases.words;
  if (key === 'none') return monthly.none;
  if (by === 'category') return phrases.category(key);
  if (by === 'channel') return phrases.name(channels, key);
  return by === 'level' ? phrases.name(levels, key) : key;
};

const grouped = (by: ReportGrouping, { groups, moreGroups }: Grouped, phrases: Phrases): ReportTable => {
  const { columns, monthly } = phrases.words;
  return {
    title: monthly.by[by],
    header: [
      columns.item,
      columns.complaints,
      columns.open,
      columns.substantiated,
      columns.unsubstantiated,
      columns.reopened,
      columns.satisfied,
      columns.notSatisfied,
      columns.compensationYuan,
    ],
    rows: groups.map(({ key, complaints, open, substantiated, unsubstantiated, reopened, ...rest }) => [
      keyName(by, key, phrases),
      ...[complaints, open, substantiated, unsubstantiated, reopened].map(count),
      ...[rest.satisfied, rest.notSatisfied, rest.compensationYuan].map(count),
    ]),
    more: moreGroups,
  };
};

const recurringOf = ({ items, more }: RecurringProblems, phrases: Phrases): ReportTable => {
  const { columns, monthly } = phrases.words;
  return {
    title: monthly.recurring,
    header: [columns.category, monthly.cause, columns.complaints, columns.before],
    rows: items.map(({ category, place, rootCause, complaints, complaintsBefore }) => [
      phrases.category(category),
      phrases.plain(place ?? rootCause),
      count(complaints),
      count(complaintsBefore),
    ]),
    more,
  };
};

/** The monthly report as tables, whatever it is written as. */
export const monthlyReport = ({ total, by, recurring }: MonthlyFigures, phrases: Phrases): ReportTable[] => [
  overview(total, phrases),
  byStatus(total, phrases),
  stagesOf(total, phrases),
  ...reportGroupings.map((grouping) => grouped(grouping, by[grouping] ?? { groups: [], moreGroups: 0 }, phrases)),
  recurringOf(recurring, phrases),
];
