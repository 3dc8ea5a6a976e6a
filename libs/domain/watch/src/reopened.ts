import {
  metBy,
  stagesFrom,
  type Milestone,
  type ReopenedStage,
  type StageKind,
  type WatchReopened,
} from './watch-events';
import { isAfter, type Heard, type LadderRun, type OpenedWatch } from './watch-state';

/** The milestones that are reached again in a round that begins at this stage. */
const reachedAgain = (stage: ReopenedStage): ReadonlySet<Milestone> =>
  new Set<Milestone>(['closed', ...stagesFrom(stage).map((kind) => metBy[kind])]);

/** Whether a milestone is one of a round that is over: it can only be heard so late when it is heard twice. */
export const isOfEarlierRound = ({ reopened, resumedAt }: Heard, milestone: Milestone, occurredAt: string): boolean => {
  if (milestone === 'merged') return resumedAt !== undefined && !isAfter(occurredAt, resumedAt);
  return reopened !== undefined && reachedAgain(reopened.stage).has(milestone) && isAfter(reopened.at, occurredAt);
};

/** What is heard anew once a case was taken up again: its end, and the milestones of its stages from that one on. */
export const reopenHeard = (heard: Heard, { round, stage, reopenedAt }: WatchReopened['data']): Heard => {
  const over: ReadonlySet<string> = reachedAgain(stage);
  const milestones = Object.fromEntries(Object.entries(heard.milestones).filter(([milestone]) => !over.has(milestone)));
  return { ...heard, milestones, reopened: { round, stage, at: reopenedAt } };
};

/** Nobody is waited for on a ladder of an earlier round; its escalations keep their numbers. */
export const atRest = ({ revision, raised }: LadderRun): LadderRun => ({
  revision,
  raised,
  steps: [],
  next: 0,
  acknowledged: raised.map((_step, index) => index + 1),
});

/** The ladders once a case was taken up again: those of the stages from that one on begin from the foot. */
export const reopenRuns = (runs: OpenedWatch['runs'], stage: ReopenedStage): OpenedWatch['runs'] => ({
  ...runs,
  ...Object.fromEntries(
    stagesFrom(stage).flatMap((kind: StageKind) => (runs[kind] ? [[kind, atRest(runs[kind])]] : [])),
  ),
});
