import type { Sealed } from '@redress/kernel';
import * as fc from 'fast-check';
import { caseDecider } from './case';
import type { CaseCommand } from './case-commands';
import type { CaseEvent } from './case-events';
import { evolveCase, noCase } from './case-file';
import { openMeasures } from './measures';

const complaintId = '0197f0c2-0000-7000-8000-000000000001';
const at = '2026-12-01T02:00:00.000Z';
const text: Sealed = { keyRef: 'p-1', sealed: 'v1.iv.text.tag' };
const reopenings = 2;

const by = fc.constantFrom('staff:li', 'staff:wang', 'visitor');
const measures = fc.constantFrom(
  [{ kind: 'apology' as const }],
  [{ kind: 'explanation' as const }],
  [{ kind: 'correctiveMeasure' as const }],
  [{ kind: 'compensation' as const, amountYuan: 200 }, { kind: 'correctiveMeasure' as const }],
);

const build = {
  OpenCase: fc.constant({}),
  AssignCase: fc.record({ handlerId: fc.constantFrom('li', 'wang') }),
  StartInvestigation: fc.constant({}),
  RecordInvestigationAct: fc.record({
    method: fc.constant('phone'),
    party: fc.constantFrom('complainant', 'respondent'),
    obtained: fc.boolean(),
    actedAt: fc.constant(at),
    findings: fc.constant(text),
  }),
  CompleteInvestigation: fc.record({
    substantiated: fc.boolean(),
    rootCause: fc.constant('service'),
    report: fc.constant(text),
  }),
  ProposeResolutionPlan: fc.record({ measures, description: fc.constant(text) }),
  CompleteMeasure: fc.record({ measureNo: fc.integer({ min: 1, max: 2 }), note: fc.constant(text) }),
  GiveFeedback: fc.record({ feedback: fc.constant(text) }),
  RecordSatisfaction: fc.record({ satisfied: fc.boolean(), reopenings: fc.constant(reopenings) }),
  ReopenCase: fc.record({ reason: fc.constant(text) }),
  EvaluateOutcome: fc.record({ effective: fc.boolean() }),
  CloseCase: fc.constant({}),
  WithdrawCase: fc.constant({}),
} as const;

const command = (type: keyof typeof build): fc.Arbitrary<CaseCommand> =>
  fc
    .tuple(by, build[type])
    .map(([who, data]) => ({ type, data: { complaintId, at, by: who, ...data } }) as CaseCommand);

/** Steps that lead on, with any others between them: pure chance would seldom close a case. */
const path = [
  'OpenCase',
  'AssignCase',
  'StartInvestigation',
  'RecordInvestigationAct',
  'RecordInvestigationAct',
  'RecordInvestigationAct',
  'CompleteInvestigation',
  'ProposeResolutionPlan',
  'GiveFeedback',
] as const;
const after = ['CompleteMeasure', 'CompleteMeasure', 'EvaluateOutcome', 'RecordSatisfaction', 'CloseCase'] as const;
const round = ['CompleteInvestigation', 'ProposeResolutionPlan', 'GiveFeedback', ...after] as const;

const mixed = fc
  .tuple(
    fc.constantFrom(0, 1, 2, 3),
    fc.array(fc.constantFrom(...(Object.keys(build) as (keyof typeof build)[])), { maxLength: 12 }),
  )
  .chain(([rounds, others]) => {
    const led = [...path, ...after, ...Array.from({ length: rounds }, () => round).flat()];
    const places = others.map(() => fc.nat(led.length));
    return fc.tuple(...places).chain((at_) => {
      const types: (keyof typeof build)[] = [...led];
      others.forEach((type, index) => types.splice(at_[index] ?? 0, 0, type));
      return fc.tuple(...types.map(command));
    });
  });

/** What happened, command by command. */
const play = (commands: readonly CaseCommand[]): CaseEvent[] =>
  commands.reduce<CaseEvent[]>((past, one) => {
    const decision = caseDecider.decide(one, past.reduce(evolveCase, noCase));
    return decision.ok ? [...past, ...decision.events] : past;
  }, []);

describe('whatever a case is asked to do', () => {
  it('is closed without an open measure only, and each round has a cause and one number', () => {
    let closings = 0;
    let reopened = 0;
    fc.assert(
      fc.property(mixed, (commands) => {
        const history = play(commands);
        history.forEach((event, index) => {
          const { stage, round: no } = history.slice(0, index).reduce(evolveCase, noCase);
          if (event.type === 'CaseClosed') {
            closings += 1;
            expect('proposal' in stage && openMeasures(stage)).toEqual([]);
            expect(stage.status === 'evaluated' && !stage.effective).toBe(false);
          }
          if (event.type === 'CaseReopened') {
            reopened += 1;
            expect(event.data.round).toBe(no + 1);
          }
          if (event.type === 'CaseWithdrawn') expect(stage.status).not.toBe('closed');
        });
        const numbers = history.flatMap((event) =>
          event.type === 'ResolutionPlanProposed' ? [event.data.proposalNo] : [],
        );
        expect(numbers).toEqual(numbers.map((_, index) => index + 1));
        const unhappy = history.filter((event) => event.type === 'CaseReopened' && event.data.cause === 'notSatisfied');
        expect(unhappy.length).toBeLessThanOrEqual(reopenings);
      }),
      { numRuns: 400 },
    );
    // The search is known to get there.
    expect(closings).toBeGreaterThan(50);
    expect(reopened).toBeGreaterThan(50);
  });

  it('is explained by its history: the same command again changes nothing that was decided', () => {
    fc.assert(
      fc.property(mixed, (commands) => {
        const history = play(commands);
        const file = history.reduce(evolveCase, noCase);
        const again: CaseCommand = { type: 'OpenCase', data: { complaintId, at } };
        if (history.length > 0) expect(caseDecider.decide(again, file)).toEqual({ ok: true, events: [] });
        expect(history.filter(({ type }) => type === 'CaseOpened')).toHaveLength(history.length > 0 ? 1 : 0);
        expect(file.round).toBe(1 + history.filter(({ type }) => type === 'CaseReopened').length);
      }),
      { numRuns: 200 },
    );
  });
});
