import { atRest } from './reopened';
import { roundOf, type Deadline, type Heard, type LadderRun, type OpenedWatch } from './watch-state';
import type { RunKey, StageKind, WatchResumed } from './watch-events';

/** What is heard of a complaint that stands on its own again: it has not ended. */
export const resumeHeard = (heard: Heard, { resumedAt }: WatchResumed['data']): Heard => {
  const { merged: _merged, ...milestones } = heard.milestones;
  return { ...heard, milestones, resumedAt };
};

/** A reopening cancels the clocks of rounds that are over; one of its own round was cut short by the merge. */
const wasCutShort = ({ status, round }: Deadline, heard: Heard, kind: StageKind): boolean =>
  status === 'cancelled' && round === roundOf(heard, kind);

/** The watch goes on; the clocks that the merge cancelled are to start anew, with their ladders from the foot. */
export const resumed = (watch: OpenedWatch, data: WatchResumed['data']): OpenedWatch => {
  const cut = (Object.entries(watch.deadlines) as [StageKind, Deadline][]).filter(([kind, deadline]) =>
    wasCutShort(deadline, watch.heard, kind),
  );
  const deadlines = cut.map(([kind, deadline]): [StageKind, Deadline] => [kind, { ...deadline, round: 0 }]);
  const runs = cut.flatMap(([kind]): [RunKey, LadderRun][] => {
    const run = watch.runs[kind];
    return run ? [[kind, atRest(run)]] : [];
  });
  return {
    ...watch,
    status: 'watching',
    heard: resumeHeard(watch.heard, data),
    deadlines: { ...watch.deadlines, ...Object.fromEntries(deadlines) },
    runs: { ...watch.runs, ...Object.fromEntries(runs) },
  };
};
