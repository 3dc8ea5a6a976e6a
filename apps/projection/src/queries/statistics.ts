import { deadlineKinds, type DeadlineKind } from '@redress/contracts';
import type { Status } from '../projections/stage';
import type { WatchSection } from '../projections/watch-section';
import { compensationOf, CompensationTally, type CompensationFigures } from './compensation-tally';
import { StageTally, type StageFigures } from './stage-tally';
import { fieldOf, type Grouping, type StatisticsRow } from './statistics-row';

/** What a set of complaints amounts to. */
export interface Figures {
  readonly complaints: number;
  readonly open: number;
  readonly byStatus: { readonly [S in Status]?: number };
  readonly substantiated: number;
  readonly unsubstantiated: number;
  readonly escalations: number;
  /** Taken up again after a result, each counted once. */
  readonly reopened: number;
  /** By the latest answer to a result; the rest have not answered. */
  readonly satisfied: number;
  readonly notSatisfied: number;
  /** What adopted plans and settlements on the spot give, yuan; without what was refused. */
  readonly compensationYuan: number;
  /** What was offered to complainants, and what became of it. */
  readonly compensations: CompensationFigures;
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

class FiguresTally {
  complaints = 0;
  private open = 0;
  private readonly byStatus: { [S in Status]?: number } = {};
  private readonly found = { substantiated: 0, unsubstantiated: 0 };
  private escalations = 0;
  private reopened = 0;
  private readonly answers = { satisfied: 0, notSatisfied: 0 };
  private compensationYuan = 0;
  private readonly compensations = new CompensationTally();
  private readonly stages = new Map(deadlineKinds.map((kind) => [kind, new StageTally()]));

  add(row: StatisticsRow): void {
    const { status, open, escalationsRaised, sections } = row;
    this.complaints += 1;
    this.open += Number(open);
    this.byStatus[status] = (this.byStatus[status] ?? 0) + 1;
    this.escalations += escalationsRaised;
    if (sections.watch) this.addStages(sections.watch.data);
    // What answers a merged complaint is counted once, with the complaint that leads.
    if (status !== 'merged') this.addHandling(row);
  }

  private addHandling(row: StatisticsRow): void {
    const { round, satisfied, sections } = row;
    this.reopened += Number(round > 1);
    if (satisfied !== undefined) this.answers[satisfied ? 'satisfied' : 'notSatisfied'] += 1;
    this.addCompensation(row);
    const completed = sections.case?.data.completed;
    if (completed) this.found[completed.substantiated ? 'substantiated' : 'unsubstantiated'] += 1;
  }

  private addCompensation({ sections }: StatisticsRow): void {
    const [file, settled] = [sections.case?.data, sections.complaint?.data.settled];
    this.compensationYuan += compensationOf(file, settled);
    this.compensations.add(file, settled);
  }

  /** Every round's run of a stage counts. */
  private addStages({ deadlines, past = [] }: Pick<WatchSection, 'deadlines' | 'past'>): void {
    for (const [kind, stage] of this.stages) {
      const deadline = deadlines[kind];
      if (deadline) stage.add(deadline);
    }
    for (const deadline of past) this.stages.get(deadline.deadline)?.add(deadline);
  }

  figures(): Figures {
    const { complaints, open, byStatus, found, escalations, reopened, answers, compensationYuan } = this;
    const stages = Object.fromEntries([...this.stages].map(([kind, stage]) => [kind, stage.figures()]));
    return {
      complaints,
      open,
      byStatus,
      ...found,
      escalations,
      reopened,
      ...answers,
      compensationYuan,
      compensations: this.compensations.figures(),
      stages: stages as Figures['stages'],
    };
  }
}

const keyOf = (row: StatisticsRow, by: Grouping): string => row[fieldOf(by)] ?? 'none';

/** The figures of one grouping, the largest group first. */
export type Grouped = Pick<Statistics, 'groups' | 'moreGroups'>;

class GroupTally {
  private readonly groups = new Map<string, FiguresTally>();

  constructor(private readonly by: Grouping) {}

  add(row: StatisticsRow): void {
    const key = keyOf(row, this.by);
    const group = this.groups.get(key) ?? new FiguresTally();
    this.groups.set(key, group);
    group.add(row);
  }

  shown(): Grouped {
    const bySize = [...this.groups].sort(
      ([a, one], [b, other]) => other.complaints - one.complaints || (a < b ? -1 : 1),
    );
    const shown = bySize.slice(0, shownGroups).map(([key, group]) => ({ key, ...group.figures() }));
    return { groups: shown, moreGroups: bySize.length - shown.length };
  }
}

/** Adds complaints up by several groupings in one reading, so that only figures are kept. */
export const statisticsBy = async <G extends Grouping>(
  rows: AsyncIterable<StatisticsRow>,
  by: readonly G[],
): Promise<{ readonly total: Figures; readonly by: { readonly [K in G]?: Grouped } }> => {
  const total = new FiguresTally();
  const tallies = by.map((grouping) => [grouping, new GroupTally(grouping)] as const);
  for await (const row of rows) {
    total.add(row);
    for (const [, tally] of tallies) tally.add(row);
  }
  const grouped = Object.fromEntries(tallies.map(([grouping, tally]) => [grouping, tally.shown()]));
  return { total: total.figures(), by: grouped as { readonly [K in G]?: Grouped } };
};

/** The figures of complaints, whole and by one grouping where there is one. */
export const statisticsOf = async (rows: AsyncIterable<StatisticsRow>, by?: Grouping): Promise<Statistics> => {
  const { total, by: grouped } = await statisticsBy(rows, by === undefined ? [] : [by]);
  return { total, groups: [], moreGroups: 0, ...(by !== undefined && grouped[by]) };
};
