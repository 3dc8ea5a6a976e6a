import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PlanDocument } from '@redress/plan-rules';
import { readPlanFile } from './plan-file/read-plan-file';

/** The file of the default plan, beside the sources and the build alike. */
const file = join(__dirname, '../plans/complaint-emergency.yaml');

let known: PlanDocument | undefined;

/** The plan the product ships with. @throws Error when its file is damaged. */
export const defaultPlan = (): PlanDocument => {
  if (known) return known;
  const read = readPlanFile(readFileSync(file, 'utf8'));
  if (!read.ok) throw new Error(`the default plan is damaged: ${read.problems[0]?.message.en ?? ''}`);
  known = read.document;
  return known;
};
