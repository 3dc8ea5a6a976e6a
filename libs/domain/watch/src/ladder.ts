import { plusMs } from '@redress/calendar';
import { stepTimes } from '@redress/plan-rules';
import { escalationIdOf } from './escalation-id';
import type { LadderRun, OpenedWatch } from './watch-state';
import type {
  AnswerTimes,
  EscalationCause,
  EscalationRaised,
  LadderScheduled,
  PlannedStep,
  RunKey,
} from './watch-events';
import type { WatchRules } from './watch-commands';

const hourMs = 3_600_000;

/** The rungs of a ladder with their moments; a ladder that does not end at headquarters gets that rung, reached from below. */
export const plannedSteps = (
  rules: WatchRules,
  run: RunKey,
  span: { readonly startedAt: string; readonly dueAt?: string },
): PlannedStep[] => {
  const times = stepTimes(rules.plan, rules.calendar, run === 'severe' ? 'severe' : 'default', span);
  const steps = times.map(({ step: _index, ...planned }): PlannedStep => planned);
  return times.at(-1)?.tell.includes('headquarters') ? steps : [...steps, { tell: ['headquarters'] }];
};

/** The moments of a ladder as an event. */
export const ladderScheduled = (
  data: Omit<LadderScheduled['data'], 'waiting'>,
  waiting: LadderScheduled['data']['waiting'] = {},
): LadderScheduled => ({
  type: 'LadderScheduled',
  data: { ...data, ...(Object.keys(waiting).length > 0 && { waiting }) },
});

/** The number of the last rung. Nobody is above it, so it repeats instead of handing up. */
export const topOf = (run: LadderRun): number => run.steps.length - 1;

/**
 * Milliseconds until an escalation is said again. Where the plan gives none, the last rung repeats after its
 * acknowledge time, or after an hour, then two, four … a day: it never falls silent, and never floods either.
 */
const repeatAfterMs = (run: LadderRun, step: number, repeats: number): number | undefined => {
  const planned = run.steps[step];
  if (planned?.repeatMs !== undefined) return Math.max(1, planned.repeatMs);
  if (step !== topOf(run)) return undefined;
  return Math.max(1, planned?.acknowledgeWithinMs ?? Math.min(hourMs * 2 ** Math.min(repeats, 5), 24 * hourMs));
};

/** Why and when a step fires. `plannedAt` is when it should have. */
export interface Occasion {
  readonly cause: EscalationCause;
  readonly at: string;
  readonly plannedAt: string;
}

const acknowledgeBy = (run: LadderRun, step: number, { cause, at }: Occasion): string | undefined => {
  // A repeat keeps the answer's limit, else a short repeat would keep the ladder from climbing.
  if (cause === 'repeat' && step !== topOf(run)) return run.waiting?.acknowledgeBy;
  const within = run.steps[step]?.acknowledgeWithinMs;
  return within === undefined ? undefined : plusMs(at, Math.max(1, within));
};

/** A field that is only there when it has a value. */
const optional = <K extends string, V>(name: K, value: V | undefined): { readonly [name in K]?: V } =>
  value === undefined ? {} : ({ [name]: value } as { readonly [name in K]: V });

/** Until when the step waits for an answer and when it is said again; what is not wanted is left out. */
const answerTimes = (run: LadderRun, step: number, occasion: Occasion): AnswerTimes => {
  const repeats = occasion.cause === 'repeat' ? (run.waiting?.repeats ?? 0) + 1 : 0;
  const repeatMs = repeatAfterMs(run, step, repeats);
  return {
    ...optional('acknowledgeBy', acknowledgeBy(run, step, occasion)),
    ...optional('repeatAt', repeatMs === undefined ? undefined : plusMs(occasion.at, repeatMs)),
  };
};

/** A step fires: its roles are told, and the handler by name where the step means him. `complaintId` leads its id. */
export const escalationRaised = (
  watch: OpenedWatch,
  complaintId: string,
  key: RunKey,
  step: number,
  occasion: Occasion,
): EscalationRaised | undefined => {
  const run = watch.runs[key];
  const planned = run?.steps[step];
  if (!run || !planned) return undefined;
  const { cause, at, plannedAt } = occasion;
  const n = run.raised.length + 1;
  const ofStage = key === 'severe' ? {} : { deadline: key, ...optional('dueAt', watch.deadlines[key]?.dueAt) };
  return {
    type: 'EscalationRaised',
    data: {
      complaintId,
      escalationId: escalationIdOf(complaintId, key, step, n),
      run: key,
      n,
      ...ofStage,
      ladder: key === 'severe' ? 'severe' : 'default',
      step,
      tell: [...planned.tell],
      cause,
      raisedAt: at,
      ...answerTimes(run, step, occasion),
      lateMs: Math.max(0, Date.parse(at) - Date.parse(plannedAt)),
      ...optional('handlerId', planned.tell.includes('handler') ? watch.heard.handler?.handlerId : undefined),
    },
  };
};
