/** Injects the ComplaintNumbers. */
export const COMPLAINT_NUMBERS = Symbol('COMPLAINT_NUMBERS');

/** Gives each complaint its number: unique per site, rising, with gaps (decisions.md 18). */
export interface ComplaintNumbers {
  /**
   * The next number of a site in the year of an instant (ISO-8601 UTC; the year is China's).
   * @throws StoreUnavailable (a TransientFault) when a new block is needed and MongoDB cannot be asked.
   */
  next(siteId: string, at: string): Promise<string>;
}
