import type { Sealed } from '@redress/kernel';
import type { AuthorityLimit, Role } from '@redress/plan-rules';
import * as fc from 'fast-check';
import { caseDecider } from './case';
import type { CaseCommand } from './case-commands';
import type { CaseEvent } from './case-events';
import { evolveCase, noCase } from './case-file';
import { openMeasures } from './measures';
import { owedOffers } from './offers';

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
  [{ kind: 'compensation' as const, amountYuan: 400 }],
  [{ kind: 'compensation' as const, amountYuan: 300 }, { kind: 'explanation' as const }],
  [{ kind: 'compensation' as const, amountYuan: 50, form: 'gift' as const }, { kind: 'explanation' as const }],
  [
    { kind: 'compensation' as const, amountYuan: 100 },
    { kind: 'compensation' as const, amountYuan: 150, form: 'voucher' as const },
  ],
);

/** The number of an offer; the first is the likeliest to be there. */
const offerNo = fc.constantFrom(1, 1, 2, 3);
/** What the caller may give: 200 yuan at most, or 300. */
const limits: AuthorityLimit[] = [
  { role: 'handler', upTo: 200 },
  { role: 'teamLead', upTo: 300 },
];
const authority = fc.record({
  roles: fc.constantFrom<Role[]>(['handler'], ['teamLead'], ['teamLead']),
  limits: fc.constant(limits),
});

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
  OfferCompensation: fc.record({
    measureNo: fc.integer({ min: 1, max: 2 }),
    medium: fc.constant('phone'),
    toldAt: fc.constant(at),
    authority,
  }),
  AnswerCompensation: fc.record({ offerNo, accepted: fc.boolean(), medium: fc.constant('web') }),
  IssueCompensation: fc.record({
    offerNo,
    method: fc.constant('cash'),
    issuedAt: fc.constant(at),
    reference: fc.constant(text),
    authority,
  }),
  GiveFeedback: fc.record({ feedback: fc.constant(text) }),
  RecordSatisfaction: fc.record({ satisfied: fc.boolean(), reopenings: fc.constant(reopenings) }),
  ReopenCase: fc.record({ reason: fc.constant(text) }),
  EvaluateOutcome: fc.record({ effective: fc.boolean() }),
  CloseCase: fc.constant({}),
  WithdrawCase: fc.constant({}),
  MergeCase: fc.constant({}),
  ResumeCase: fc.constant({}),
} as const;

type Step = keyof typeof build;

const command = (type: Step): fc.Arbitrary<CaseCommand> =>
  fc
    .tuple(by, build[type])
    .map(([who, data]) => ({ type, data: { complaintId, at, by: who, ...data } }) as CaseCommand);

/** Steps that lead on, with any others between them: pure chance would seldom close a case. */
const found: readonly Step[] = [
  'OpenCase',
  'AssignCase',
  'StartInvestigation',
  'RecordInvestigationAct',
  'RecordInvestigationAct',
  'RecordInvestigationAct',
  'CompleteInvestigation',
];
const after: readonly Step[] = [
  'OfferCompensation',
  'AnswerCompensation',
  'IssueCompensation',
  'CompleteMeasure',
  'CompleteMeasure',
  'EvaluateOutcome',
  'RecordSatisfaction',
  'CloseCase',
];
const resolved: readonly Step[] = ['ProposeResolutionPlan', 'GiveFeedback', ...after];
const round: readonly Step[] = ['CompleteInvestigation', ...resolved];
/** A plan is offered, answered and, where that is possible, carried out or replaced before its result is told. */
const negotiated: readonly Step[] = [
  'ProposeResolutionPlan',
  ...(['OfferCompensation', 'OfferCompensation', 'OfferCompensation', 'AnswerCompensation'] as const),
  ...(['AnswerCompensation', 'IssueCompensation', 'IssueCompensation'] as const),
];

const among = (steps: readonly Step[]) =>
  fc
    .tuple(fc.constantFrom(0, 1, 2, 3), fc.array(fc.constantFrom(...(Object.keys(build) as Step[])), { maxLength: 12 }))
    .chain(([rounds, others]) => {
      const led = [...steps, ...Array.from({ length: rounds }, () => round).flat()];
      const places = others.map(() => fc.nat(led.length));
      return fc.tuple(...places).chain((at_) => {
        const types: Step[] = [...led];
        others.forEach((type, index) => types.splice(at_[index] ?? 0, 0, type));
        return fc.tuple(...types.map(command));
      });
    });
const mixed = among([...found, ...resolved]);
const bargained = among([...found, ...negotiated, ...negotiated, ...resolved]);

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
          const { stage, offers, round: no } = history.slice(0, index).reduce(evolveCase, noCase);
          if (event.type === 'CaseClosed') {
            closings += 1;
            expect('proposal' in stage && openMeasures(stage, offers)).toEqual([]);
            expect(owedOffers(offers)).toEqual([]);
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
      { numRuns: 1_000 },
    );
    // The search is known to get there.
    expect(closings).toBeGreaterThan(50);
    expect(reopened).toBeGreaterThan(50);
  });

  it('gives what was offered and accepted, once, and within the limits (R-052, R-055)', () => {
    const tally = { issued: 0, refused: 0, revised: 0 };
    fc.assert(
      fc.property(bargained, (commands) => {
        const history = play(commands);
        const done = new Set<string>();
        let plan = 0;
        history.forEach((event, index) => {
          const { stage, offers } = history.slice(0, index).reduce(evolveCase, noCase);
          const stateOf = (no: number) => offers.find((offer) => offer.offerNo === no)?.state;
          if (event.type === 'ResolutionPlanProposed') {
            plan = event.data.proposalNo;
            if ('proposal' in stage) tally.revised += 1;
          }
          if (event.type === 'CompensationOffered') {
            expect(event.data.offerNo).toBe(offers.length + 1);
            expect(event.data.amountYuan).toBeLessThanOrEqual(300);
            const same = offers.filter(({ proposal, measureNo }) =>
              [proposal.proposalNo, measureNo].every((no, at_) => no === [plan, event.data.measureNo][at_]),
            );
            expect(same.every(({ state }) => state === 'refused')).toBe(true);
          }
          if (event.type === 'CompensationAccepted' || event.type === 'CompensationRefused')
            expect(stateOf(event.data.offerNo)).toBe('offered');
          if (event.type === 'CompensationRefused') tally.refused += 1;
          if (event.type === 'CompensationIssued') {
            tally.issued += 1;
            expect(stateOf(event.data.offerNo)).toBe('accepted');
          }
          if (event.type === 'MeasureCompleted') {
            const measure = `${plan}.${event.data.measureNo}`;
            expect(done.has(measure)).toBe(false);
            done.add(measure);
          }
        });
      }),
      { numRuns: 1_000 },
    );
    // The search is known to get there.
    expect(tally.issued).toBeGreaterThan(50);
    expect(tally.refused).toBeGreaterThan(50);
    expect(tally.revised).toBeGreaterThan(20);
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
