import { deadlineKinds, textOf, usualAftercare, type Heading, type PlanDocument } from '@redress/plan-rules';
import type { CategoryDto, ChapterDto, ComplaintProcessDto } from './complaint-process.dto';

/** The chapters that tell a visitor what the plan is for and how a complaint goes. */
const shown = [
  'purpose',
  'scope',
  'acceptanceProcess',
  'investigationProcess',
  'handlingProcess',
  'feedbackProcess',
] as const satisfies readonly Heading[];

/** Chapters of a plan, by their headings. */
export const chaptersOf = ({ headings }: PlanDocument, wanted: readonly Heading[]): ChapterDto[] =>
  wanted.map((heading) => ({ heading, text: headings[heading] }));

const categoryOf = (category: PlanDocument['categories'][number]): CategoryDto => ({
  id: category.id,
  name: textOf(category),
  ...(category.children && { children: category.children.map(categoryOf) }),
});

/** What a plan tells everybody: who is responsible, how a complaint goes, and how long each step takes. */
export const complaintProcess = (planRef: string, effectiveFrom: string, plan: PlanDocument): ComplaintProcessDto => {
  const { metadata, deadlines, categories, aftercare = usualAftercare } = plan;
  return {
    planRef,
    title: metadata.title,
    effectiveFrom,
    unit: { name: textOf(metadata.compiledBy), contact: metadata.compiledBy.contact },
    chapters: chaptersOf(plan, shown),
    deadlines: deadlineKinds.map((deadline) => ({ deadline, ...deadlines[deadline] })),
    categories: categories.map(categoryOf),
    aftercare: { answerWithin: aftercare.answerWithin, reopenings: aftercare.reopenings },
  };
};
