import { chinaCalendar } from '@redress/calendar';
import type { PlanDocument } from '@redress/plan-rules';
import type { WatchRules } from '@redress/watch';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

const file = join(__dirname, '../../../planning/plans/complaint-emergency.yaml');

/** How long an acceptance may take in it. */
export const acceptanceMs = 90_000;

/** The seed plan with minutes in the place of days, so that a schedule is short. */
export const simulatedRules = (): WatchRules => {
  const seed = parse(readFileSync(file, 'utf8')) as PlanDocument;
  const plan: PlanDocument = {
    ...seed,
    deadlines: {
      ...seed.deadlines,
      acceptance: { from: 'registered', within: `PT${acceptanceMs / 1_000}S` },
      investigation: { from: 'accepted', within: 'PT2M' },
      overrides: [],
    },
    escalationLadders: {
      ...seed.escalationLadders,
      default: [
        { at: '50%', tell: ['handler'] },
        { at: 'due', tell: ['dutyManager'], acknowledgeWithin: 'PT30S' },
        { at: 'due+PT1M', tell: ['headquarters'] },
      ],
    },
  };
  return { plan, calendar: chinaCalendar };
};
