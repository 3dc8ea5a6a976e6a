import { spec } from '@redress/testing';
import { caseDecider } from './case';
import type { SetTeam } from './case-commands';
import type { CaseEvent, TeamMember } from './case-events';

const given = spec(caseDecider);
const complaintId = '0197f0c2-0000-7000-8000-000000000001';
const at = '2026-12-01T02:00:00.000Z';
const by = 'staff:lead';
const opened: CaseEvent = { type: 'CaseOpened', data: { complaintId, openedAt: at } };
const set = (...members: TeamMember[]): SetTeam => ({ type: 'SetTeam', data: { complaintId, members, at, by } });
const isSet = (...members: TeamMember[]): CaseEvent => ({
  type: 'CaseTeamSet',
  data: { complaintId, members, setAt: at, setBy: by },
});
const wang: TeamMember = { staffId: 'wang', department: 'catering' };
const zhao: TeamMember = { staffId: 'zhao', department: 'security' };

describe('the team of a case (R-033, R-036)', () => {
  it('is made of people of several departments', () => given(opened).when(set(wang, zhao)).then(isSet(wang, zhao)));
  it('is replaced by another one, and may be nobody', () => {
    given(opened, isSet(wang)).when(set(zhao)).then(isSet(zhao));
    given(opened, isSet(wang)).when(set()).then(isSet());
  });
  it('is set once', () => given(opened, isSet(wang)).when(set(wang)).thenNothing());
  it('has everybody once', () =>
    given(opened)
      .when(set(wang, { staffId: 'wang' }))
      .thenRefused('member-twice'));
  it('has nobody whom the complaint names (R-049)', () =>
    given(opened, { type: 'RespondentNamed', data: { complaintId, staffId: 'wang', namedAt: at, namedBy: by } })
      .when(set(wang))
      .thenRefused('handler-is-named'));
  it('needs an open case', () => {
    given().when(set(wang)).thenRefused('case-not-opened');
    given(opened, { type: 'CaseWithdrawn', data: { complaintId, withdrawnAt: at } })
      .when(set(wang))
      .thenRefused('case-withdrawn');
  });
});
