import { happened, refuse, type Decision } from '@redress/kernel';
import type { CaseRefusal, SetTeam } from './case-commands';
import type { CaseEvent, TeamMember } from './case-events';
import type { CaseFile } from './case-file';
import type { LivingCase } from './case-state';

const same = (some: readonly TeamMember[], others: readonly TeamMember[]): boolean =>
  some.length === others.length &&
  some.every(
    ({ staffId, department }, index) => others[index]?.staffId === staffId && others[index]?.department === department,
  );

/** Sets who works on the case beside its handler, instead of who did so far; the same again adds nothing. */
export const setTeam = (
  { data: { complaintId, members, at, by } }: SetTeam,
  state: LivingCase,
  { team }: CaseFile,
): Decision<CaseEvent, CaseRefusal> => {
  if (state.status === 'none') return refuse('case-not-opened');
  if (state.status === 'closed') return refuse('case-closed');
  if (new Set(members.map(({ staffId }) => staffId)).size < members.length) return refuse('member-twice');
  if (same(members, team)) return happened();
  return happened({ type: 'CaseTeamSet', data: { complaintId, members: [...members], setAt: at, setBy: by } });
};
