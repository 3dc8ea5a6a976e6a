/** Injects the ClosedCases. */
export const CLOSED_CASES = Symbol('CLOSED_CASES');

/**
 * Which complaints' cases are closed, as investigation has said: nothing is merged into what has been answered for good.
 * Methods may be called again with the same, and late ones change nothing. @throws TransientFault when the store is away
 */
export interface ClosedCases {
  /** A case was closed, or taken up again, at a moment, ISO-8601 UTC. */
  note(complaintId: string, closed: boolean, at: string): Promise<void>;
  isClosed(complaintId: string): Promise<boolean>;
}
