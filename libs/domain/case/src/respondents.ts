import { happened, refuse, type Decision } from '@redress/kernel';
import type { CaseCommand, CaseRefusal, ClearRespondent, NameRespondent } from './case-commands';
import type { CaseEvent } from './case-events';
import type { CaseFile } from './case-file';

type Decided = Decision<CaseEvent, CaseRefusal>;

/** Whether who acts is complained against. */
const isNamed = (respondents: readonly string[], actor: string): boolean =>
  respondents.some((staffId) => actor === `staff:${staffId}`);

/** Why somebody may do nothing about a complaint, whatever it is: it names them. */
export const barred = ({ respondents }: CaseFile, actor: string): CaseRefusal | undefined =>
  isNamed(respondents, actor) ? 'actor-is-named' : undefined;

/**
 * Why a command is not for whom it comes from, or would give the case to whom it is about: nobody handles a complaint
 * that names them.
 */
export const partiality = (command: CaseCommand, file: CaseFile): CaseRefusal | undefined => {
  const { data } = command;
  const refusal = 'by' in data ? barred(file, data.by) : undefined;
  if (refusal) return refusal;
  return givenTo(command).some((staffId) => file.respondents.includes(staffId)) ? 'handler-is-named' : undefined;
};

/** Whom a command gives the case, or a step of it. */
const givenTo = ({ type, data }: CaseCommand): string[] => {
  switch (type) {
    case 'AssignCase':
      return [data.handlerId];
    case 'SetTeam':
      return data.members.map(({ staffId }) => staffId);
    case 'ProposeResolutionPlan':
      return data.measures.flatMap(({ responsible }) => responsible ?? []);
    default:
      return [];
  }
};

const notOpen = ({ stage }: CaseFile): CaseRefusal | undefined => {
  if (stage.status === 'none') return 'case-not-opened';
  return stage.status === 'closed' ? 'case-closed' : undefined;
};

/** Names somebody; a member of staff is named once. */
export const nameRespondent = (
  { data: { complaintId, respondent, at, by } }: NameRespondent,
  file: CaseFile,
): Decided => {
  const refusal = notOpen(file);
  if (refusal) return refuse(refusal);
  const { staffId, description } = respondent;
  if (staffId === undefined && description === undefined) return refuse('respondent-required');
  if (staffId !== undefined && file.respondents.includes(staffId)) return happened();
  return happened({ type: 'RespondentNamed', data: { complaintId, ...respondent, namedAt: at, namedBy: by } });
};

/** Clears a member of staff, with the reason. */
export const clearRespondent = (
  { data: { complaintId, staffId, reason, at, by } }: ClearRespondent,
  file: CaseFile,
): Decided => {
  const refusal = notOpen(file);
  if (refusal) return refuse(refusal);
  if (!file.respondents.includes(staffId)) return refuse('respondent-unknown');
  return happened({ type: 'RespondentCleared', data: { complaintId, staffId, clearedAt: at, clearedBy: by, reason } });
};
