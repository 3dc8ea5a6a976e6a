import type { Letter } from './letters';

/** What was last told about a complaint, and what it was about. */
export interface StandingAnswer {
  readonly letter: Letter;
  /** As the letter to each reader takes its id from it: told by whatever way, it is told once. */
  readonly cause: string;
  /** When that happened, ISO-8601 UTC. */
  readonly at: string;
}

/**
 * What complaints have come to, whether their own complainants can be written to or not: others may be merged into them
 * later, or be heard of later. Methods may be called again with the same. @throws TransientFault when the store is away
 */
export interface SharedAnswers {
  noteFinding(complaintId: string, substantiated: boolean): Promise<void>;
  findingOf(complaintId: string): Promise<boolean | undefined>;
  /** What was told of a later moment stays. */
  noteAnswer(complaintId: string, answer: StandingAnswer): Promise<void>;
  answerOf(complaintId: string): Promise<StandingAnswer | undefined>;
}
