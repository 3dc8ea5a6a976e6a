import { dueTimes } from './due-times';
import { after, complaintId, fire, hour, next, openWatch, reach, rules, watchAfter } from './spec-kit/story';
import type { WatchCommand } from './watch-commands';

const resume = (resumedAt: string): WatchCommand => ({
  type: 'RecordResumption',
  data: { complaintId, resumedAt, at: resumedAt, rules },
});
const mergedEarly = [openWatch(), reach('merged', hour(2))];
const mergedLate = [openWatch(), reach('accepted', hour(1)), reach('merged', hour(5))];

describe('a complaint that is merged into another', () => {
  it('has no clock any more (R-020)', () => {
    expect(next(after(openWatch()), reach('merged', hour(2)))).toEqual(['acceptance Cancelled', 'WatchClosed']);
    expect(next(after(...mergedLate.slice(0, 2)), reach('merged', hour(5)))).toEqual([
      'investigation Cancelled',
      'WatchClosed',
    ]);
    expect(dueTimes(watchAfter(...mergedLate))).toEqual([]);
  });

  it('keeps a breach that came before: merging hides nothing', () =>
    expect(next(after(openWatch()), reach('merged', hour(30)))).toEqual([
      'acceptance Breached',
      'acceptance Cancelled',
      'WatchClosed',
    ]));

  it('has the whole time of its stage again once it stands on its own', () => {
    expect(next(after(...mergedEarly), resume(hour(50)))).toEqual(['WatchResumed', 'acceptance Started']);
    const started = after(...mergedEarly, resume(hour(50))).find(
      ({ type, data }) => type === 'DeadlineStarted' && data.revision === 2,
    );
    expect(started?.data).toMatchObject({ deadline: 'acceptance', startedAt: hour(50), dueAt: hour(74) });
    expect(next(after(...mergedLate), resume(hour(50)))).toEqual(['WatchResumed', 'investigation Started']);
  });

  it('rings again, with the ladder from its foot', () => {
    const again = after(...mergedEarly, resume(hour(50)));
    expect(next(again, fire('acceptance-due', hour(74), 2))).toContain('acceptance Breached');
    expect(watchAfter(...mergedEarly, resume(hour(50)))).toMatchObject({
      status: 'watching',
      runs: { acceptance: { next: 0, revision: 2 } },
    });
  });

  it('goes its way after that, to any end', () => {
    const again = [...mergedEarly, resume(hour(50)), reach('accepted', hour(51))];
    expect(next(after(...mergedEarly, resume(hour(50))), reach('accepted', hour(51)))).toEqual([
      'acceptance Met',
      'investigation Started',
    ]);
    expect(next(after(...again), reach('withdrawn', hour(60)))).toEqual(['investigation Cancelled', 'WatchClosed']);
  });

  it('may be merged again, and released again', () => {
    const twice = [...mergedEarly, resume(hour(50)), reach('merged', hour(52))];
    expect(watchAfter(...twice)).toMatchObject({ status: 'closed' });
    expect(next(after(...twice), resume(hour(60)))).toEqual(['WatchResumed', 'acceptance Started']);
  });

  it('does not end by what is heard again of the first time, nor start twice', () => {
    expect(next(after(...mergedEarly, resume(hour(50))), reach('merged', hour(2)))).toEqual([]);
    expect(next(after(...mergedEarly, resume(hour(50))), resume(hour(50)))).toEqual([]);
  });

  it('leaves the clocks of earlier rounds behind', () => {
    const reopened: WatchCommand = {
      type: 'RecordReopening',
      data: { complaintId, round: 2, stage: 'resolutionPlan', reopenedAt: hour(30), at: hour(30), rules },
    };
    const told = [
      openWatch(),
      reach('accepted', hour(1)),
      reach('investigationCompleted', hour(5)),
      reach('resolutionPlanAdopted', hour(8)),
      reach('feedbackGiven', hour(26)),
      reopened,
      reach('merged', hour(32)),
    ];
    expect(next(after(...told), resume(hour(40)))).toEqual(['WatchResumed', 'resolutionPlan Started']);
  });

  it('is remembered by a watch that is not open yet', () => {
    const early = [reach('merged', hour(2)), resume(hour(3))];
    expect(next(after(...early), openWatch())).toEqual(['WatchOpened', 'acceptance Started']);
  });
});
