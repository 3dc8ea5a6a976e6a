import type { CaseSection } from './case-section';
import type { ComplaintSection } from './complaint-section';
import { aboutMeasures, isUnfinished } from './measures-todo';
import type { PublicationSection } from './publication-section';
import { isFollowed, isOpen, statusOf, type Progress } from './stage';
import { forRole, forStaff, todo, type Todo } from './task';
import type { Escalation } from './watch-section';

export * from './task';

const inIntake = ({ verification }: ComplaintSection): Todo => {
  if (!verification) return todo('verify', forRole('clerk'));
  return verification.valid
    ? todo('accept', forRole('clerk'), forRole('dutyManager'))
    : todo('decline', forRole('clerk'), forRole('dutyManager'));
};

const aboutPlan = ({ plan, assignment }: CaseSection, handler: string): Todo => {
  const judges = plan?.judgement === 'open' ? plan.approverRole : undefined;
  if (judges) return todo('approveResolutionPlan', forRole(judges));
  return assignment ? todo('proposeResolutionPlan', handler) : todo('assign', forRole('teamLead'));
};

/** Both sides may be heard by whoever works on the case; the finding is the handler's. */
const investigating = ({ heard = [], team }: CaseSection, handler: string): Todo => {
  const members = (team?.members ?? []).map(({ staffId }) => forStaff(staffId));
  const all = [...new Set([handler, ...members])];
  if (!heard.includes('complainant')) return todo('hearComplainant', ...all);
  return heard.includes('respondent') ? todo('completeInvestigation', handler) : todo('hearRespondent', ...all);
};

const inCase = (file: CaseSection | undefined): Todo | undefined => {
  const { assignment } = file ?? {};
  if (!file || !assignment) return todo('assign', forRole('teamLead'), forRole('dutyManager'));
  const handler = forStaff(assignment.handlerId);
  if (!file.started) return todo('startInvestigation', handler);
  if (!file.completed) return investigating(file, handler);
  if (file.adoptedAt === undefined) return aboutPlan(file, handler);
  if (!file.feedback) return todo('giveFeedback', handler);
  return concluding(file, handler);
};

/** A result that is not known to have solved the problem is evaluated, again and again. */
const concluding = (file: CaseSection, handler: string): Todo | undefined => {
  if (!file.evaluation?.effective) return todo('evaluateOutcome', handler, forRole('teamLead'));
  return isUnfinished(file) ? undefined : todo('close', handler, forRole('teamLead'));
};

/** A case that was closed before its outcome was evaluated. */
const afterClosing = ({ assignment, evaluation }: CaseSection): Todo[] =>
  assignment && !evaluation ? [todo('evaluateOutcome', forStaff(assignment.handlerId), forRole('teamLead'))] : [];

/** What supervision found stays somebody's task until it is solved, also of a closed case. */
const toSolve = ({ problems = [] }: CaseSection): Todo[] =>
  problems.flatMap(({ problemNo, solved }) =>
    solved ? [] : [{ ...todo('solveProblem', forRole('teamLead'), forRole('siteDirector')), problemNo }],
  );

/** What the plan wants public is published once the complainant knows. */
const toPublish = ({ feedback }: CaseSection, publication: PublicationSection | undefined): Todo[] => {
  const by = feedback?.publishBy;
  if (by === undefined || publication?.shown) return [];
  return [{ ...todo('publishResult', forRole('teamLead'), forRole('siteDirector')), by }];
};

/** How often somebody is called who is not reached. */
const mostAttempts = 3;

/** Who has answered is not asked again. */
const toCallBack = ({ feedback, satisfaction, callBacks = [], assignment }: CaseSection): Todo[] => {
  const by = feedback?.callBackAt;
  const over = satisfaction !== undefined || callBacks.some(({ reached }) => reached);
  if (by === undefined || over || callBacks.length >= mostAttempts || !assignment) return [];
  return [{ ...todo('callBack', forStaff(assignment.handlerId), forRole('clerk')), by }];
};

/** A text that looks grave wakes a person, whose own classification settles it (decisions.md 11). */
const aboutLevel = ({ suspicion, classification }: ComplaintSection): Todo[] => {
  const confirmed = classification?.decidedBy === 'person' || classification?.level === 'severe';
  return suspicion && !confirmed ? [todo('confirmLevel', forRole('dutyManager'))] : [];
};

const toAcknowledge = ({ escalationId, tell, handlerId, acknowledgeBy }: Escalation): Todo[] => {
  if (acknowledgeBy === undefined) return [];
  const whom = tell.flatMap((role) => (role === 'handler' && handlerId ? [forStaff(handlerId)] : [forRole(role)]));
  return [{ task: 'acknowledge', for: whom, escalationId, by: acknowledgeBy }];
};

const whileOpen = (complaint: ComplaintSection, file: CaseSection | undefined, accepted: boolean): Todo[] => {
  const next = accepted ? inCase(file) : inIntake(complaint);
  return [...(next ? [next] : []), ...aboutMeasures(file), ...aboutLevel(complaint)];
};

interface Handled extends Progress {
  readonly publication?: PublicationSection;
}

/**
 * What must be done about a complaint now, by whom. Nothing before intake has spoken, and after the closing only what
 * its result still asks for.
 */
export const todoOf = (progress: Handled, openEscalations: readonly Escalation[]): Todo[] => {
  const { complaint, case: file, publication } = progress;
  const status = statusOf(progress);
  if (!complaint?.registration || !isFollowed(status)) return [];
  return [
    ...(isOpen(status) ? whileOpen(complaint, file, status === 'accepted') : []),
    ...(file && status === 'closed' ? afterClosing(file) : []),
    ...(file ? [...toCallBack(file), ...toSolve(file), ...toPublish(file, publication)] : []),
    ...openEscalations.flatMap(toAcknowledge),
  ];
};
