import type { Sealed } from '@redress/kernel';
import { spec } from '@redress/testing';
import { caseDecider } from './case';
import type { RecordProceeding } from './case-commands';
import type { CaseEvent } from './case-events';
import { proceedingOutcomes, type Proceeding, type ProceedingKind } from './proceeding-events';

const given = spec(caseDecider);
const complaintId = '0197f0c2-0000-7000-8000-000000000001';
const at = '2026-12-01T02:00:00.000Z';
const by = 'staff:li';
const words: Sealed = { keyRef: 'p-1', sealed: 'v1.iv.text.tag' };
const opened: CaseEvent = { type: 'CaseOpened', data: { complaintId, openedAt: at } };

const record = (proceeding: Partial<Proceeding>): RecordProceeding => ({
  type: 'RecordProceeding',
  data: { complaintId, kind: 'negotiation', outcome: 'offered', occurredAt: at, words, at, by, ...proceeding },
});
const recorded = (proceeding: Partial<Proceeding>): CaseEvent => ({
  type: 'ProceedingRecorded',
  data: {
    complaintId,
    kind: 'negotiation',
    outcome: 'offered',
    occurredAt: at,
    words,
    recordedAt: at,
    recordedBy: by,
    ...proceeding,
  },
});

describe('what is done about a case besides', () => {
  it.each([
    ['the analysis of the evidence (R-040)', 'evidenceAnalysis'],
    ['protection and support of the complainant (R-046)', 'protection'],
    ['the negotiation of a solution and its answer (R-052)', 'negotiation'],
    ['a claim on a supplier (R-058)', 'supplierClaim'],
    ['mediation before a neutral body (R-062, R-063)', 'mediation'],
    ['arbitration, apart from mediation (R-064)', 'arbitration'],
  ] as const)('is on record: %s', (_what, kind: ProceedingKind) => {
    for (const outcome of proceedingOutcomes[kind])
      given(opened)
        .when(record({ kind, outcome, body: '旅游纠纷调解委员会' }))
        .then(recorded({ kind, outcome, body: '旅游纠纷调解委员会' }));
  });
  it('has an outcome of its kind', () =>
    given(opened)
      .when(record({ kind: 'negotiation', outcome: 'decided' }))
      .thenRefused('outcome-of-another-kind'));
  it('names the body it is before', () => {
    given(opened)
      .when(record({ kind: 'mediation', outcome: 'invited' }))
      .thenRefused('body-required');
    given(opened).when(record({})).then(recorded({}));
  });
  it('does not lie in the future', () =>
    given(opened)
      .when(record({ occurredAt: '2026-12-01T02:00:00.001Z' }))
      .thenRefused('acted-in-the-future'));
  it('needs a case', () => given().when(record({})).thenRefused('case-not-opened'));
  it('is not for whom the complaint names (R-049)', () =>
    given(opened, { type: 'RespondentNamed', data: { complaintId, staffId: 'li', namedAt: at, namedBy: 'staff:x' } })
      .when(record({}))
      .thenRefused('actor-is-named'));
  it('ends with a withdrawal', () =>
    given(opened, { type: 'CaseWithdrawn', data: { complaintId, withdrawnAt: at } })
      .when(record({}))
      .thenRefused('case-withdrawn'));
});
