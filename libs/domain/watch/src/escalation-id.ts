import type { LadderRun, OpenedWatch } from './watch-state';
import type { RunKey } from './watch-events';

/** The id of the n-th escalation of a run. It starts with the complaintId, so that it leads to the watch by itself. */
export const escalationIdOf = (complaintId: string, run: RunKey, step: number, n: number): string =>
  `${complaintId}-${run === 'severe' ? 'severe' : 'default'}.${run}.${step}.${n}`;

/** The complaint an escalation is about, or undefined when the text is no escalation id. */
export const complaintIdOf = (escalationId: string): string | undefined =>
  /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})-[\w.]{1,60}$/.exec(escalationId)?.[1];

/** The run and the number of an escalation that was raised, or undefined when none of this id was. */
export const findEscalation = (
  watch: OpenedWatch,
  complaintId: string,
  escalationId: string,
): { readonly key: RunKey; readonly run: LadderRun; readonly n: number } | undefined => {
  const n = Number(/\.(\d{1,9})$/.exec(escalationId)?.[1] ?? 0);
  for (const key of Object.keys(watch.runs) as RunKey[]) {
    const run = watch.runs[key];
    const step = run?.raised[n - 1];
    if (run && step !== undefined && escalationIdOf(complaintId, key, step, n) === escalationId) return { key, run, n };
  }
  return undefined;
};
