import type { Sealed } from '@redress/kernel';
import { spec } from '@redress/testing';
import { caseDecider } from './case';
import type { AssignCase, CaseCommand, ClearRespondent, NameRespondent } from './case-commands';
import type { CaseEvent, Respondent } from './case-events';

const given = spec(caseDecider);
const complaintId = '0197f0c2-0000-7000-8000-000000000001';
const at = '2026-12-01T02:00:00.000Z';
const sealed: Sealed = { keyRef: 'p-1', sealed: 'v1.iv.text.tag' };

const opened: CaseEvent = { type: 'CaseOpened', data: { complaintId, openedAt: at } };
const name = (respondent: Respondent, by = 'staff:lead'): NameRespondent => ({
  type: 'NameRespondent',
  data: { complaintId, respondent, at, by },
});
const named = (respondent: Respondent): CaseEvent => ({
  type: 'RespondentNamed',
  data: { complaintId, ...respondent, namedAt: at, namedBy: 'staff:lead' },
});
const clear = (staffId: string, by = 'staff:lead'): ClearRespondent => ({
  type: 'ClearRespondent',
  data: { complaintId, staffId, reason: sealed, at, by },
});
const cleared = (staffId: string): CaseEvent => ({
  type: 'RespondentCleared',
  data: { complaintId, staffId, clearedAt: at, clearedBy: 'staff:lead', reason: sealed },
});
const assign = (handlerId: string, by = 'staff:lead'): AssignCase => ({
  type: 'AssignCase',
  data: { complaintId, handlerId, at, by },
});
const assigned = (handlerId: string): CaseEvent => ({
  type: 'CaseAssigned',
  data: { complaintId, handlerId, assignedAt: at, assignedBy: 'staff:lead' },
});

describe('naming who is complained against (R-047)', () => {
  it('takes a member of staff, and anybody else in words', () => {
    given(opened)
      .when(name({ staffId: 'li', department: 'catering' }))
      .then(named({ staffId: 'li', department: 'catering' }));
    given(opened)
      .when(name({ description: sealed }))
      .then(named({ description: sealed }));
  });
  it('takes a member of staff once', () =>
    given(opened, named({ staffId: 'li' }))
      .when(name({ staffId: 'li' }))
      .thenNothing());
  it('needs somebody', () =>
    given(opened)
      .when(name({ department: 'catering' }))
      .thenRefused('respondent-required'));
  it('needs a case', () =>
    given()
      .when(name({ staffId: 'li' }))
      .thenRefused('case-not-opened'));
});

describe('who is complained against', () => {
  const about = [opened, assigned('wang'), named({ staffId: 'li' })];

  it('is not given the case (R-049)', () =>
    given(...about)
      .when(assign('li'))
      .thenRefused('handler-is-named'));
  it('is given no step of it either (R-049)', () =>
    given(...about)
      .when({
        type: 'ProposeResolutionPlan',
        data: {
          complaintId,
          measures: [{ kind: 'correctiveMeasure', responsible: 'li' }],
          description: sealed,
          at,
          by: 'staff:wang',
        },
      })
      .thenRefused('handler-is-named'));
  it('does nothing in it, whatever the command, not even clear themselves (R-048)', () => {
    const by = 'staff:li';
    const commands: CaseCommand[] = [
      assign('zhao', by),
      name({ staffId: 'zhao' }, by),
      clear('li', by),
      { type: 'StartInvestigation', data: { complaintId, at, by } },
      { type: 'CloseCase', data: { complaintId, at, by } },
    ];
    for (const command of commands)
      given(...about)
        .when(command)
        .thenRefused('actor-is-named');
  });
  it('loses the case when it was theirs, as far as they can do anything about it', () =>
    given(opened, assigned('li'), named({ staffId: 'li' }))
      .when({ type: 'StartInvestigation', data: { complaintId, at, by: 'staff:li' } })
      .thenRefused('actor-is-named'));
  it('may act again once cleared, with the reason on record', () => {
    given(...about)
      .when(clear('li'))
      .then(cleared('li'));
    given(...about, cleared('li'))
      .when(assign('li'))
      .then(assigned('li'));
  });
  it('is cleared only where named', () =>
    given(...about)
      .when(clear('zhao'))
      .thenRefused('respondent-unknown'));
});
