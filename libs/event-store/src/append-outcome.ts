import { CommitTooLarge, InvalidCommit, OutcomeUnknown, VersionConflict } from './event-store';

/**
 * How an append ended: `conflict` another writer was first, `refused` no store could take it, `unknown` the database did
 * not say, `failed` it said no for a reason of its own, such as a full disk.
 */
export type AppendOutcome = 'stored' | 'conflict' | 'refused' | 'unknown' | 'failed';

/** How an append ended that threw this. */
export const outcomeOf = (error: unknown): AppendOutcome => {
  if (error instanceof VersionConflict) return 'conflict';
  if (error instanceof InvalidCommit || error instanceof CommitTooLarge) return 'refused';
  return error instanceof OutcomeUnknown ? 'unknown' : 'failed';
};
