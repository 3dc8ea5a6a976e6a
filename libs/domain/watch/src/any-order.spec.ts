import fc from 'fast-check';
import { dueTimes } from './due-times';
import { watchDecider } from './watch';
import {
  acceptBy,
  after,
  answer,
  ask,
  classified,
  complaintId,
  fire,
  handled,
  hour,
  minute,
  openWatch,
  reach,
  rules,
  suspected,
} from './spec-kit/story';
import { noWatch, type Watch } from './watch-state';
import type { WatchCommand } from './watch-commands';
import type { WatchEvent } from './watch-events';

const path = [
  openWatch(),
  reach('accepted', hour(2)),
  reach('investigationCompleted', hour(30)),
  reach('resolutionPlanAdopted', hour(40)),
  reach('feedbackGiven', hour(50)),
  reach('outcomeEvaluated', hour(90)),
  reach('closed', hour(91)),
];
const aside = [
  classified('general', 'P3', minute(1)),
  classified('severe', 'P2', minute(3)),
  suspected(minute(2)),
  handled('s-1', hour(3)),
  handled('s-2', hour(4)),
];
/** How far a complaint came, and how it ended. */
const stories = [
  ...path.map((_, index) => path.slice(0, index + 1)),
  [openWatch(), reach('declined', hour(3))],
  [openWatch(), reach('accepted', hour(2)), reach('transferred', hour(8))],
  [openWatch(), reach('accepted', hour(2)), reach('investigationCompleted', hour(5)), reach('closed', hour(7))],
];

const run = (commands: readonly WatchCommand[]): { watch: Watch; events: readonly WatchEvent[] } => {
  const events = after(...commands);
  return { watch: events.reduce(watchDecider.evolve, noWatch), events };
};

const statuses = (watch: Watch): Record<string, string> =>
  watch.status === 'unopened'
    ? {}
    : Object.fromEntries(
        Object.entries(watch.deadlines)
          .map(([kind, { status }]): [string, string] => [kind, status === 'breached' ? 'running' : status])
          .sort(),
      );

const shuffled = (commands: readonly WatchCommand[]): fc.Arbitrary<WatchCommand[]> =>
  fc
    .array(fc.nat({ max: commands.length - 1 }), { maxLength: 8 })
    .map((again) => [...commands, ...again.flatMap((index) => commands[index] ?? [])])
    .chain((all) => fc.shuffledSubarray(all, { minLength: all.length, maxLength: all.length }));

describe('whatever the order in which the services are heard, and however often', () => {
  it.each(stories.map((story, index) => ({ index, story })))('story $index ends in the same place', ({ story }) => {
    const expected = run([...story, ...aside]).watch;
    fc.assert(
      fc.property(shuffled([...story, ...aside]), (commands) => {
        const { watch } = run(commands);
        expect(statuses(watch)).toEqual(statuses(expected));
        expect(watch.status).toBe(expected.status);
        expect(watch.heard.handler).toEqual(expected.heard.handler);
        expect(watch.heard.classified).toEqual(expected.heard.classified);
      }),
      { numRuns: 100 },
    );
  });

  it('the severe ladder runs once, and the same deadlines have the same due times', () => {
    const expected = dueTimes(run([...path.slice(0, 3), ...aside]).watch).filter(({ kind }) => kind.startsWith('res'));
    fc.assert(
      fc.property(shuffled([...path.slice(0, 3), ...aside]), (commands) => {
        const { watch, events } = run(commands);
        const calls = events.flatMap((event) => (event.type === 'LadderScheduled' ? [event.data.run] : []));
        expect(calls.filter((key) => key === 'severe')).toHaveLength(1);
        expect(dueTimes(watch).filter(({ kind }) => kind.startsWith('res'))).toEqual(expected);
      }),
      { numRuns: 100 },
    );
  });
});

/** Every way in which the two may come together while the first keep their order, as messages of one topic do. */
const interleaved = (
  inOrder: readonly WatchCommand[],
  others: readonly WatchCommand[],
): fc.Arbitrary<readonly WatchCommand[]> => {
  const slots = [...others, ...inOrder.map(() => undefined)];
  return fc.shuffledSubarray(slots, { minLength: slots.length, maxLength: slots.length }).map((order) => {
    const left = [...inOrder];
    return order.flatMap((command) => command ?? left.shift() ?? []);
  });
};

describe('a case that is taken up again, heard in whatever order among the services', () => {
  const reopened: WatchCommand = {
    type: 'RecordReopening',
    data: { complaintId, round: 2, stage: 'resolutionPlan', reopenedAt: hour(100), at: hour(100), rules },
  };
  const [opening, accepted, ...investigation] = path;
  const intake = [opening, accepted].flatMap((command) => command ?? []);
  const second = [
    reach('resolutionPlanAdopted', hour(110)),
    reach('feedbackGiven', hour(120)),
    reach('outcomeEvaluated', hour(130)),
    reach('closed', hour(131)),
  ];
  const rounds = [0, 1, 2, 4].map((steps) => [...investigation, reopened, ...second.slice(0, steps)]);

  /** What a round that was over before the watch was opened left behind may be unknown to it. */
  const running = (watch: Watch): string[] =>
    Object.entries(statuses(watch)).flatMap(([kind, status]) => (status === 'running' ? [kind] : []));
  /** The severe ladder depends on when it was heard of; the stages do not. */
  const stagesWaiting = (watch: Watch): string[] =>
    dueTimes(watch).flatMap(({ kind }) => (kind.startsWith('severe') ? [] : [kind]));

  it.each(rounds.map((story, index) => ({ index, story })))('story $index ends in the same place', ({ story }) => {
    const expected = run([...intake, ...story, ...aside]).watch;
    fc.assert(
      fc.property(interleaved(story, [...intake, ...aside]), (commands) => {
        // Heard twice, long after: the first round's words change nothing in the second.
        const { watch } = run([...commands, ...investigation]);
        expect(running(watch)).toEqual(running(expected));
        expect(watch.status).toBe(expected.status);
        expect(stagesWaiting(watch)).toEqual(stagesWaiting(expected));
      }),
      { numRuns: 50 },
    );
  });
});

/** Plays a story on a clock of alarms that ring late by what `delays` says, some twice, some in the wrong order. */
const play = (story: readonly WatchCommand[], delays: readonly number[], until: string): readonly WatchEvent[] => {
  let [watch, events, rung]: [Watch, WatchEvent[], number] = [noWatch, [], 0];
  const armed = new Map<string, { at: number; command: (at: string) => WatchCommand }>();
  const step = (command: WatchCommand): void => {
    const decision = watchDecider.decide(command, watch);
    if (!decision.ok) throw new Error(`${command.type} was refused: ${decision.refusal}`);
    watch = decision.events.reduce(watchDecider.evolve, watch);
    events = [...events, ...decision.events];
    for (const { kind, revision, dueAt } of dueTimes(watch)) {
      const id = `${kind}-${revision}`;
      if (armed.has(id)) continue;
      const now = Date.parse(command.data.at);
      const at = Math.max(now, Date.parse(dueAt)) + (delays[rung++ % delays.length] ?? 0);
      for (const [twice, late] of [0, 977].entries())
        armed.set(twice ? `${id}-again` : id, { at: at + late, command: (when) => fire(kind, when, revision) });
    }
  };
  const ringUntil = (limit: number): void => {
    for (;;) {
      const next = [...armed.entries()].filter(([, { at }]) => at <= limit).sort(([, a], [, b]) => a.at - b.at)[0];
      if (!next) return;
      armed.set(next[0], { ...next[1], at: Infinity });
      step(next[1].command(new Date(next[1].at).toISOString()));
    }
  };
  for (const command of story) {
    ringUntil(Date.parse(command.data.at) - 1);
    step(command);
  }
  ringUntil(Date.parse(until));
  return events;
};

const breaches = (events: readonly WatchEvent[]): string[] =>
  events
    .flatMap((event) => (event.type === 'DeadlineBreached' ? [`${event.data.deadline} ${event.data.dueAt}`] : []))
    .sort();

describe('whatever the clocks do', () => {
  const late = [
    openWatch(),
    reach('accepted', hour(26)),
    reach('investigationCompleted', hour(200)),
    reach('resolutionPlanAdopted', hour(210)),
    reach('feedbackGiven', hour(215)),
    reach('closed', hour(3000)),
  ];
  /** A clock that stood, until its time was over or the answer came; breached in its own good time. */
  const asked = [
    [openWatch(), ask(hour(2), hour(20)), reach('accepted', hour(60))],
    [openWatch(), ask(hour(2), hour(20)), answer(hour(9))],
    [openWatch(), reach('accepted', hour(3)), ask(hour(30), hour(80)), ask(hour(40), hour(90))],
  ];
  const delay = fc.array(fc.integer({ min: 0, max: 90 * 60_000 }), { minLength: 3, maxLength: 20 });

  it.each([late, late.slice(0, 2), [openWatch()], [openWatch(), reach('declined', hour(30))], path, ...asked])(
    'the breaches are the same, each noticed once and never early',
    (...story) => {
      const punctual = breaches(play(story, [0], hour(3001)));
      fc.assert(
        fc.property(delay, (delays) => {
          const events = play(story, delays, hour(3001));
          expect(breaches(events)).toEqual(punctual);
          for (const { type, data } of events)
            if (type === 'DeadlineBreached')
              expect(Date.parse(data.noticedAt)).toBeGreaterThanOrEqual(Date.parse(data.dueAt));
        }),
        { numRuns: 30 },
      );
    },
  );

  it('each step of a ladder fires at most once, in order, and nothing falls silent', () =>
    fc.assert(
      fc.property(delay, (delays) => {
        const events = play([openWatch()], delays, hour(200));
        const raised = events.flatMap((event) => (event.type === 'EscalationRaised' ? [event.data] : []));
        const climbed = raised.filter(({ cause }) => cause !== 'repeat').map(({ step }) => step);
        expect(climbed).toEqual([...new Set(climbed)].sort());
        expect(climbed.at(-1)).toBe(4);
        expect(raised.map(({ n }) => n)).toEqual(raised.map((_, index) => index + 1));
        expect(raised.at(-1)?.cause).toBe('repeat');
        expect(breaches(events)).toEqual([`acceptance ${acceptBy}`]);
      }),
      { numRuns: 30 },
    ));
});
