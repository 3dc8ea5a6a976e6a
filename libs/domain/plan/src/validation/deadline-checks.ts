import { deadlineKinds, type PlanDocument } from '@redress/plan-rules';
import { problem, type Problem } from './problem';

/** An override that changes no limit is a mistake. */
export const deadlineProblems = ({ deadlines }: PlanDocument): Problem[] =>
  deadlines.overrides.flatMap((override, index) =>
    deadlineKinds.some((kind) => override[kind] !== undefined)
      ? []
      : problem(`/deadlines/overrides/${index}`, '没有写明要改的时限', 'Names no deadline to change'),
  );
