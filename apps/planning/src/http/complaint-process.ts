import { deadlineKinds, usualAftercare, type Heading, type PlanDocument } from '@redress/plan-rules';
import type { CategoryDto, ComplaintProcessDto } from './complaint-process.dto';

/** The chapters that tell a visitor what the plan is for and how a complaint goes. */
const shown = [
  'purpose',
  'scope',
  'acceptanceProcess',
  'investigationProcess',
  'handlingProcess',
  'feedbackProcess',
] as const satisfies readonly Heading[];

const categoryOf = ({ id, zh, en, children }: PlanDocument['categories'][number]): CategoryDto => ({
  id,
  name: { zh, ...(en !== undefined && { en }) },
  ...(children && { children: children.map(categoryOf) }),
});

/** What a plan tells everybody: who is responsible, how a complaint goes, and how long each step takes. */
export const complaintProcess = (planRef: string, effectiveFrom: string, plan: PlanDocument): ComplaintProcessDto => {
  const { metadata, headings, deadlines, categories, aftercare = usualAftercare } = plan;
  const { zh, en, contact } = metadata.compiledBy;
  return {
    planRef,
    title: metadata.title,
    effectiveFrom,
    unit: { name: { zh, ...(en !== undefined && { en }) }, contact },
    chapters: shown.map((heading) => ({ heading, text: headings[heading] })),
    deadlines: deadlineKinds.map((deadline) => ({ deadline, ...deadlines[deadline] })),
    categories: categories.map(categoryOf),
    aftercare: { answerWithin: aftercare.answerWithin, reopenings: aftercare.reopenings },
  };
};
