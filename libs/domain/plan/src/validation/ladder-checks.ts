import { ladderNames, type LadderStep, parseStepAt, type PlanDocument, type StepAt } from '@redress/plan-rules';
import { below, problem, type Problem } from './problem';

const reachesHeadquarters = (ladder: readonly LadderStep[], path: string): Problem[] =>
  ladder.at(-1)?.tell.includes('headquarters')
    ? []
    : problem(
        path,
        '升级链的最后一级必须报到总部（headquarters），否则会停在中途',
        'The last step must tell headquarters, or the ladder ends half-way',
      );

/** Where a step stands among its like: percentages, times after the start, times after the deadline. */
const rank = (at: StepAt): { kind: string; size: number } | undefined => {
  if (at.kind === 'share') return { kind: 'share', size: at.percent };
  if (!at.limit) return { kind: at.kind, size: 0 };
  return at.limit.unit === 'ms'
    ? { kind: at.kind, size: at.limit.ms }
    : { kind: `${at.kind} ${at.limit.unit}`, size: at.limit.n };
};

const inOrder = (ladder: readonly LadderStep[], path: string): Problem[] => {
  const reached = new Map<string, number>();
  return ladder.flatMap(({ at }, index) => {
    const parsed = parseStepAt(at);
    const step = parsed && rank(parsed);
    if (!parsed || !step) return [];
    const late = reached.get(step.kind) ?? -1;
    const afterDue = step.kind === 'share' && [...reached.keys()].some((kind) => kind.startsWith('due'));
    if (step.size <= late || afterDue) {
      return problem(below(path, index, 'at'), '此级不晚于前一级', 'This step is not later than the one before it');
    }
    reached.set(step.kind, step.size);
    return [];
  });
};

const noDeadline = (ladder: readonly LadderStep[], path: string): Problem[] =>
  ladder.flatMap(({ at }, index) =>
    parseStepAt(at)?.kind === 'after'
      ? []
      : problem(
          below(path, index, 'at'),
          '严重投诉的升级链没有时限，只能写 immediately 或起点后的时长',
          'The severe ladder has no deadline: immediately, or a time after the start',
        ),
  );

/** Ladders climb, in order, to headquarters; the severe one runs from the moment it starts (decisions.md 11). */
export const ladderProblems = ({ escalationLadders }: PlanDocument): Problem[] => [
  ...ladderNames.flatMap((name) => {
    const path = `/escalationLadders/${name}`;
    return [...reachesHeadquarters(escalationLadders[name], path), ...inOrder(escalationLadders[name], path)];
  }),
  ...noDeadline(escalationLadders.severe, '/escalationLadders/severe'),
];
