import { goals } from '../goals';
import type { Judged } from '../measure/verdict';
import { describeRounds, readable } from './numbers';
import type { BenchResult } from './result';

/** A line of the report. */
export interface Row {
  readonly title: string;
  readonly value: string;
  readonly goal: string;
  readonly verdict: string;
}

type JudgedGoal = BenchResult['goals'][number];

const bound = ({ direction, bound: value }: Judged['goal']): string =>
  `${direction === 'atLeast' ? '≥' : '≤'} ${readable(value)}`;

const verdictOf = ({ verdict, because }: JudgedGoal): string =>
  because === undefined ? verdict : `${verdict}: ${because}`;

/** All measurements, each with its goal where it has one. */
export const rowsOf = ({ measurements, goals: judged }: BenchResult): Row[] => {
  const byId = new Map(judged.map((goal) => [goal.id, goal]));
  return measurements.map((measurement) => {
    const goal = byId.get(measurement.id);
    return {
      title: measurement.title,
      value: describeRounds(measurement),
      goal: goal ? bound(goal) : '',
      verdict: goal ? verdictOf(goal) : '',
    };
  });
};

/** `12 met, 3 missed, …` */
export const summaryOf = ({ goals: judged, failed }: Pick<BenchResult, 'goals' | 'failed'>): string => {
  const count = (verdict: JudgedGoal['verdict']): number => judged.filter((goal) => goal.verdict === verdict).length;
  const parts = [
    `${count('met')} met`,
    `${count('missed')} missed`,
    `${count('not established')} not established`,
    `${count('unmeasured')} not measured`,
  ];
  const broken = failed.length > 0 ? `; could not run: ${failed.map(({ name }) => name).join(', ')}` : '';
  return `Of ${goals.length} goals: ${parts.join(', ')}${broken}`;
};
