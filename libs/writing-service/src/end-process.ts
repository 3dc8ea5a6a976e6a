import type { RuntimeLog } from '@redress/platform';

/** What cannot go on ends the process: whoever supervises it starts it again, and nothing is lost by that. */
export const endProcess = (log: RuntimeLog) => (error: Error) => {
  log.error({ error: error.message }, 'the service cannot go on');
  process.exit(1);
};
