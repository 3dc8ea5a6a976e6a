import type { CommandTarget } from '@redress/command-handling';
import { v5 } from 'uuid';

/** The namespace of plan streams; never to be changed. */
const namespace = '8f0c7a52-3f7e-4f0b-9a68-2c1e6f1d7b35';

/** The stream of a plan: one per site and plan id, whoever asks first (decisions.md 4). */
export const planTarget = (siteId: string, planId: string): CommandTarget => {
  const subject = v5(JSON.stringify([siteId, planId]), namespace);
  return { streamId: `plan-${subject}`, subject };
};
