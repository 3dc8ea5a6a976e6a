import type { Role } from '@redress/contracts';
import type { CaseSection } from './case-section';
import type { ComplaintSection } from './complaint-section';
import { isOpen, statusOf, type Progress } from './stage';
import type { Escalation } from './watch-section';

/** Something that somebody must do now. */
export const tasks = [
  'verify',
  'accept',
  'decline',
  'confirmLevel',
  'assign',
  'startInvestigation',
  'hearComplainant',
  'hearRespondent',
  'completeInvestigation',
  'proposeResolutionPlan',
  'approveResolutionPlan',
  'completeMeasure',
  'giveFeedback',
  'evaluateOutcome',
  'close',
  'acknowledge',
] as const;
export type Task = (typeof tasks)[number];

/** A task, and for whom: `role:<role>` or `staff:<id>`, any of them. */
export interface Todo {
  readonly task: Task;
  readonly for: string[];
  /** What is to be acknowledged. */
  readonly escalationId?: string;
  /** Which measure is to be done, counted from 1. */
  readonly measureNo?: number;
  /** By when, where that is not the stage's own deadline. */
  readonly by?: string;
}

/** How a worklist names a role. */
export const forRole = (role: Role): string => `role:${role}`;

/** How a worklist names a person. */
export const forStaff = (staffId: string): string => `staff:${staffId}`;

const todo = (task: Task, ...whom: string[]): Todo => ({ task, for: whom });

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

const investigating = ({ heard = [] }: CaseSection, handler: string): Todo => {
  if (!heard.includes('complainant')) return todo('hearComplainant', handler);
  return todo(heard.includes('respondent') ? 'completeInvestigation' : 'hearRespondent', handler);
};

const inCase = (file: CaseSection | undefined): Todo | undefined => {
  const { assignment } = file ?? {};
  if (!file || !assignment) return todo('assign', forRole('teamLead'), forRole('dutyManager'));
  const handler = forStaff(assignment.handlerId);
  if (!file.started) return todo('startInvestigation', handler);
  if (!file.completed) return investigating(file, handler);
  if (file.adoptedAt === undefined) return aboutPlan(file, handler);
  if (!file.feedback) return todo('giveFeedback', handler);
  if (!file.evaluation) return todo('evaluateOutcome', handler, forRole('teamLead'));
  return openMeasures(file).length > 0 ? undefined : todo('close', handler, forRole('teamLead'));
};

/** The measures of the adopted plan that are still to be done; the feedback gives the other kinds. */
const openMeasures = ({ adoptedAt, plan, doneMeasures = [] }: CaseSection): number[] =>
  (adoptedAt === undefined ? [] : (plan?.measures ?? [])).flatMap(({ kind }, index) => {
    const isWork = kind === 'compensation' || kind === 'correctiveMeasure';
    return isWork && !doneMeasures.some(({ measureNo }) => measureNo === index + 1) ? [index + 1] : [];
  });

const aboutMeasures = (file: CaseSection | undefined): Todo[] => {
  const handler = file?.assignment?.handlerId;
  if (!file || handler === undefined) return [];
  return openMeasures(file).map((measureNo) => ({ ...todo('completeMeasure', forStaff(handler)), measureNo }));
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

/** What must be done about a complaint now, by whom. Nothing before intake has spoken, nothing after the end. */
export const todoOf = (progress: Progress, openEscalations: readonly Escalation[]): Todo[] => {
  const { complaint, case: file } = progress;
  const status = statusOf(progress);
  if (!complaint?.registration || !isOpen(status)) return [];
  const next = status === 'accepted' ? inCase(file) : inIntake(complaint);
  return [
    ...(next ? [next] : []),
    ...aboutMeasures(file),
    ...aboutLevel(complaint),
    ...openEscalations.flatMap(toAcknowledge),
  ];
};
