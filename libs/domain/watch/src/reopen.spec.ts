import {
  acknowledge,
  after,
  complaintId,
  fire,
  hour,
  next,
  openWatch,
  reach,
  rules,
  watchAfter,
} from './spec-kit/story';
import { dueTimes } from './due-times';
import { watchDecider } from './watch';
import type { WatchCommand } from './watch-commands';
import type { ReopenedStage } from './watch-events';

const reopen = (round: number, reopenedAt: string, stage: ReopenedStage = 'resolutionPlan'): WatchCommand => ({
  type: 'RecordReopening',
  data: { complaintId, round, stage, reopenedAt, at: reopenedAt, rules },
});

/** Told the result on the second day; the evaluation clock runs. */
const told: WatchCommand[] = [
  openWatch(),
  reach('accepted', hour(1)),
  reach('investigationCompleted', hour(5)),
  reach('resolutionPlanAdopted', hour(8)),
  reach('feedbackGiven', hour(26)),
];

describe('a case that is taken up again (R-069)', () => {
  it('stops the clock of the round that is over and starts that of the stage at which it goes on', () =>
    expect(next(after(...told), reopen(2, hour(30)))).toEqual([
      'outcomeEvaluation Cancelled',
      'WatchReopened',
      'resolutionPlan Started',
    ]));

  it('gives the stage its whole time, from the reopening', () => {
    const started = after(...told, reopen(2, hour(30))).at(-2);
    expect(started).toMatchObject({
      type: 'DeadlineStarted',
      data: { deadline: 'resolutionPlan', revision: 2, startedAt: hour(30), explanation: { from: hour(30) } },
    });
  });

  it('investigates again where the finding was not accepted', () =>
    expect(next(after(...told), reopen(2, hour(30), 'investigation'))).toEqual([
      'outcomeEvaluation Cancelled',
      'WatchReopened',
      'investigation Started',
    ]));

  it('watches every later stage again', () => {
    const again = [...told, reopen(2, hour(30))];
    expect(next(after(...again), reach('resolutionPlanAdopted', hour(31)))).toEqual([
      'resolutionPlan Met',
      'feedback Started',
    ]);
    again.push(reach('resolutionPlanAdopted', hour(31)));
    expect(next(after(...again), reach('feedbackGiven', hour(32)))).toEqual([
      'feedback Met',
      'outcomeEvaluation Started',
    ]);
  });

  it('opens a watch that was over', () => {
    const over = [...told, reach('outcomeEvaluated', hour(27)), reach('closed', hour(28))];
    expect(watchAfter(...over)).toMatchObject({ status: 'closed' });
    expect(next(after(...over), reopen(2, hour(30)))).toEqual(['WatchReopened', 'resolutionPlan Started']);
    const again = [...over, reopen(2, hour(30)), reach('resolutionPlanAdopted', hour(31))];
    again.push(reach('feedbackGiven', hour(32)), reach('outcomeEvaluated', hour(33)));
    expect(next(after(...again), reach('closed', hour(34)))).toEqual(['WatchClosed']);
  });

  it('tells a breach of the old round before it stops its clock', () =>
    expect(next(after(...told), reopen(2, hour(24 * 60)))).toEqual([
      'outcomeEvaluation Breached',
      'outcomeEvaluation Cancelled',
      'WatchReopened',
      'resolutionPlan Started',
    ]));

  it('hears of a round once, and of the last one only', () => {
    const again = after(...told, reopen(3, hour(30)));
    for (const round of [2, 3]) expect(next(again, reopen(round, hour(31)))).toEqual([]);
  });

  it('is heard before the watch is opened', () => {
    const [first, ...others] = told;
    const heard = [...others, reopen(2, hour(30))];
    expect(next(after(...heard), first as WatchCommand)).toEqual([
      'WatchOpened',
      'acceptance Started',
      'acceptance Met',
      'investigation Started',
      'investigation Met',
      'resolutionPlan Started',
    ]);
  });

  it('climbs a ladder of its own, whose escalations go on counting', () => {
    const [due] = dueTimes(watchAfter(...told.slice(0, 3))).filter(({ kind }) => kind === 'resolutionPlan-due');
    const late = due?.dueAt ?? '';
    const first = after(...told.slice(0, 3), fire('resolutionPlan-due', late));
    const numbers = (events: ReturnType<typeof after>): string[] =>
      events.flatMap((event) => (event.type === 'EscalationRaised' ? [event.data.escalationId.slice(37)] : []));
    const before = numbers(first);
    expect(before.length).toBeGreaterThan(0);

    const later = new Date(Date.parse(late) + 60_000).toISOString();
    const round = [
      ...told.slice(0, 3),
      fire('resolutionPlan-due', late),
      reach('resolutionPlanAdopted', later),
      reach('feedbackGiven', later),
      reopen(2, later),
    ];
    const [again] = dueTimes(watchAfter(...round)).filter(({ kind }) => kind === 'resolutionPlan-due');
    expect(again?.revision).toBe(2);
    const second = after(...round, fire('resolutionPlan-due', again?.dueAt ?? '', 2));
    const all = numbers(second);
    expect(all.length).toBe(2 * before.length);
    expect(new Set(all).size).toBe(all.length);
    // What nobody answered in the old round holds nothing up in the new one.
    expect(next(second, acknowledge(before[0] ?? '', later))).toEqual([]);
  });

  it('waits for nothing of the old round', () => {
    const again = watchAfter(...told, reopen(2, hour(30)));
    expect(new Set(dueTimes(again).map(({ kind }) => kind.split('-')[0]))).toEqual(new Set(['resolutionPlan']));
  });

  it('needs the rules once the watch is open', () => {
    const { data } = reopen(2, hour(30)) as Extract<WatchCommand, { type: 'RecordReopening' }>;
    const { rules: _rules, ...without } = data;
    expect(watchDecider.decide({ type: 'RecordReopening', data: without }, watchAfter(...told))).toMatchObject({
      ok: false,
      refusal: 'rules-missing',
    });
  });
});

describe('a case that is closed before its outcome is evaluated', () => {
  it('is watched until it is (R-061)', () => {
    expect(next(after(...told), reach('closed', hour(28)))).toEqual([]);
    const closed = after(...told, reach('closed', hour(28)));
    expect(next(closed, reach('outcomeEvaluated', hour(40)))).toEqual(['outcomeEvaluation Met', 'WatchClosed']);
    const [due] = dueTimes(watchAfter(...told, reach('closed', hour(28))));
    expect(next(closed, fire(due?.kind ?? '', due?.dueAt ?? ''))).not.toEqual([]);
  });
});
