import type { Sealed } from '@redress/kernel';
import { spec } from '@redress/testing';
import { caseDecider } from './case';
import type {
  AssignCase,
  CompleteInvestigation,
  OpenCase,
  RecordInvestigationAct,
  StartInvestigation,
} from './case-commands';
import type {
  CaseAssigned,
  CaseClosed,
  CaseEvent,
  CaseOpened,
  InvestigationActRecorded,
  InvestigationCompleted,
  InvestigationStarted,
  Party,
} from './case-events';

const given = spec(caseDecider);
const complaintId = '0197f0c2-0000-7000-8000-000000000001';
const at = '2026-12-01T02:00:00.000Z';
const by = 'staff:lead';
const report: Sealed = { keyRef: 'p-1', sealed: 'v1.iv.text.tag' };

const open: OpenCase = { type: 'OpenCase', data: { complaintId, at } };
const assign = (handlerId: string): AssignCase => ({ type: 'AssignCase', data: { complaintId, handlerId, at, by } });
const start: StartInvestigation = { type: 'StartInvestigation', data: { complaintId, at, by } };
const complete = (substantiated: boolean): CompleteInvestigation => ({
  type: 'CompleteInvestigation',
  data: { complaintId, substantiated, ...(substantiated && { rootCause: 'attitude' }), report, at, by },
});
const act = (party?: Party, obtained = true): RecordInvestigationAct => ({
  type: 'RecordInvestigationAct',
  data: {
    complaintId,
    method: 'questioning',
    ...(party && { party }),
    obtained,
    actedAt: at,
    findings: report,
    at,
    by,
  },
});

const opened: CaseOpened = { type: 'CaseOpened', data: { complaintId, openedAt: at } };
const assigned = (handlerId: string): CaseAssigned => ({
  type: 'CaseAssigned',
  data: { complaintId, handlerId, assignedAt: at, assignedBy: by },
});
const started: InvestigationStarted = {
  type: 'InvestigationStarted',
  data: { complaintId, startedAt: at, startedBy: by },
};
const completed = (substantiated: boolean): InvestigationCompleted => ({
  type: 'InvestigationCompleted',
  data: {
    complaintId,
    completedAt: at,
    completedBy: by,
    substantiated,
    ...(substantiated && { rootCause: 'attitude' }),
    report,
  },
});
const acted = (party?: Party, obtained = true): InvestigationActRecorded => ({
  type: 'InvestigationActRecorded',
  data: {
    complaintId,
    method: 'questioning',
    ...(party && { party }),
    obtained,
    actedAt: at,
    recordedAt: at,
    recordedBy: by,
    findings: report,
  },
});
const closedHistory: CaseEvent[] = [
  opened,
  assigned('li'),
  started,
  completed(false),
  {
    type: 'ResolutionPlanProposed',
    data: {
      complaintId,
      proposalNo: 1,
      proposedAt: at,
      proposedBy: by,
      measures: [{ kind: 'explanation' }],
      description: report,
    },
  },
  { type: 'ResolutionPlanAdopted', data: { complaintId, proposalNo: 1, adoptedAt: at } },
  { type: 'FeedbackGiven', data: { complaintId, givenAt: at, givenBy: by, feedback: report } },
  { type: 'OutcomeEvaluated', data: { complaintId, evaluatedAt: at, evaluatedBy: by, effective: true } },
  { type: 'CaseClosed', data: { complaintId, closedAt: at, closedBy: by } } satisfies CaseClosed,
];

describe('opening a case', () => {
  it('opens the case of an accepted complaint', () => given().when(open).then(opened));
  it('opens it once, however often it is asked', () => given(opened).when(open).thenNothing());
});

describe('assigning a case', () => {
  it('gives it to a handler', () => given(opened).when(assign('li')).then(assigned('li')));
  it('gives it to another handler', () => given(opened, assigned('li')).when(assign('wang')).then(assigned('wang')));
  it('may change hands while it is investigated', () =>
    given(opened, assigned('li'), started).when(assign('wang')).then(assigned('wang')));
  it('ignores the same handler again', () => given(opened, assigned('li')).when(assign('li')).thenNothing());
  it('needs a case', () => given().when(assign('li')).thenRefused('case-not-opened'));
  it('leaves a closed case alone', () =>
    given(...closedHistory)
      .when(assign('wang'))
      .thenRefused('case-closed'));
});

describe('starting an investigation', () => {
  it('starts once somebody is responsible', () => given(opened, assigned('li')).when(start).then(started));
  it('ignores a second start', () => given(opened, assigned('li'), started).when(start).thenNothing());
  it('ignores a start after the end', () =>
    given(opened, assigned('li'), started, completed(true)).when(start).thenNothing());
  it('needs a case', () => given().when(start).thenRefused('case-not-opened'));
  it('needs a handler', () => given(opened).when(start).thenRefused('case-not-assigned'));
  it('does not start in a closed case', () =>
    given(...closedHistory)
      .when(start)
      .thenRefused('case-closed'));
});

describe('completing an investigation', () => {
  const begun = [opened, assigned('li'), started];
  const investigating = [...begun, acted('complainant'), acted('respondent')];
  it('rests on both sides’ accounts, or on the attempts to have them (R-041)', () => {
    given(...begun)
      .when(complete(true))
      .thenRefused('complainant-not-heard');
    given(...begun, acted(), acted('complainant'))
      .when(complete(true))
      .thenRefused('respondent-not-heard');
    given(...begun, acted('complainant', false), acted('respondent', false))
      .when(complete(true))
      .then(completed(true));
  });
  it('names the cause of what is substantiated (R-043)', () => {
    const { rootCause: _cause, ...without } = complete(true).data;
    given(...investigating)
      .when({ type: 'CompleteInvestigation', data: without })
      .thenRefused('root-cause-required');
  });
  it('records that the complaint is substantiated', () =>
    given(...investigating)
      .when(complete(true))
      .then(completed(true)));
  it('records that it is not', () =>
    given(...investigating)
      .when(complete(false))
      .then(completed(false)));
  it('ignores the same finding again', () =>
    given(...investigating, completed(true))
      .when(complete(true))
      .thenNothing());
  it('does not replace a finding', () =>
    given(...investigating, completed(true))
      .when(complete(false))
      .thenRefused('investigation-already-completed'));
  it('needs a case', () => given().when(complete(true)).thenRefused('case-not-opened'));
  it('needs a handler and a start', () => {
    given(opened).when(complete(true)).thenRefused('investigation-not-started');
    given(opened, assigned('li')).when(complete(true)).thenRefused('investigation-not-started');
  });
});

describe('an act of the investigation (R-038)', () => {
  const begun = [opened, assigned('li'), started];
  it('is recorded each time, with whose account it gave or sought', () => {
    given(...begun)
      .when(act())
      .then(acted());
    given(...begun, acted('respondent'))
      .when(act('respondent', false))
      .then(acted('respondent', false));
  });
  it('has taken place', () =>
    given(...begun)
      .when({ type: 'RecordInvestigationAct', data: { ...act().data, actedAt: '2026-12-01T02:00:00.001Z' } })
      .thenRefused('acted-in-the-future'));
  it('belongs between start and finding', () => {
    given().when(act()).thenRefused('case-not-opened');
    given(opened, assigned('li')).when(act()).thenRefused('investigation-not-started');
    given(...begun, completed(false))
      .when(act())
      .thenRefused('investigation-already-completed');
  });
});
