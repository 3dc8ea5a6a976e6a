/** What every event of a case says. */
export interface OfCase {
  /** The complaint the case is about; also the id of the case. */
  readonly complaintId: string;
}
