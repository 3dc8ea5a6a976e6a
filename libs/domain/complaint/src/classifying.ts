import { happened, refuse, type Decision } from '@redress/kernel';
import { classify, hasCategory, type Classification, type Facts, type LocalText } from '@redress/plan-rules';
import type { ClassifyComplaint, ComplaintRefusal } from './complaint-commands';
import type { ComplaintClassified, ComplaintEvent } from './complaint-events';
import { refusedWhen } from './refused-when';
import type { Complaint, CurrentClassification, RegisteredComplaint } from './complaint-state';

type Decided = Decision<ComplaintEvent, ComplaintRefusal>;

const byAPerson: LocalText = {
  zh: '由工作人员判定，理由已记录在案',
  en: 'Decided by a member of staff; the reason is on record',
};

/** The rules' classification with what a person says otherwise, or undefined where the person agrees with them. */
const overruled = ({ data }: ClassifyComplaint, ruled: Classification): Omit<Classification, 'ruleId'> | undefined => {
  const { plan } = data;
  const level = data.level ?? ruled.level;
  const severity = data.severity ?? (level === ruled.level ? ruled.severity : plan.severity.default[level]);
  if (level === ruled.level && severity === ruled.severity) return undefined;
  const { category, impact } = ruled;
  return { category, level, severity, impact, priority: plan.priority[`${severity}`][impact], because: byAPerson };
};

const sameFacts = (some: Facts, others: Facts): boolean => {
  const names = Object.keys({ ...some, ...others }) as (keyof Facts)[];
  return names.every((name) => some[name] === others[name]);
};

const sameClassification = (current: CurrentClassification | undefined, next: ComplaintClassified['data']): boolean =>
  current !== undefined &&
  (['category', 'level', 'severity', 'impact', 'priority', 'decidedBy'] as const).every(
    (field) => current[field] === next[field],
  );

const judged = (command: ClassifyComplaint, ruled: Classification, facts: Facts): ComplaintClassified['data'] => {
  const { complaintId, at, by, overrideReason } = command.data;
  const made = { complaintId, classifiedAt: at, classifiedBy: by, facts };
  const other = overruled(command, ruled);
  if (!other) return { ...made, ...ruled, decidedBy: 'rule' };
  return { ...made, ...other, decidedBy: 'person', ...(overrideReason && { overrideReason }) };
};

const reclassify = (command: ClassifyComplaint, state: RegisteredComplaint): Decided => {
  const { plan, impact, overrideReason } = command.data;
  const category = command.data.category ?? state.classification?.category ?? '';
  if (!hasCategory(plan, category)) return refuse('unknown-category', { category });
  const facts = { ...state.facts, ...command.data.facts };
  const ruled = classify(plan, { category, facts, ...(impact && { impact }) });
  const data = judged(command, ruled, facts);
  if (sameFacts(state.facts, facts) && sameClassification(state.classification, data)) return happened();
  if (data.decidedBy === 'person' && !overrideReason)
    return refuse('override-reason-required', { ruleId: ruled.ruleId });
  return happened({ type: 'ComplaintClassified', data });
};

/**
 * Classifies a complaint anew: while it is open, and while its case is handled. Each time is an event of its own, so
 * the earlier ones stay readable.
 */
export const classifyComplaint = (command: ClassifyComplaint, state: Complaint): Decided => {
  switch (state.status) {
    case 'registered':
    case 'verified':
    case 'accepted':
      return reclassify(command, state);
    default:
      return refuse(refusedWhen[state.status]);
  }
};
