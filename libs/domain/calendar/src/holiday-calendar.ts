/** One year's notice of the State Council, as data (domain rule 5.6). */
export interface HolidayYear {
  readonly year: number;
  /** False while the notice is not out: what is computed with the year is provisional. */
  readonly published: boolean;
  /** Public holidays, YYYY-MM-DD; weekends are off without being listed. */
  readonly daysOff: readonly string[];
  /** Saturdays and Sundays worked in exchange (调休上班), YYYY-MM-DD. */
  readonly makeUpDays: readonly string[];
}

/** A national calendar in one edition. */
export interface HolidayCalendar {
  /** Names the edition: the `calendarRef` of complaints and deadlines. */
  readonly version: string;
  readonly years: readonly HolidayYear[];
}
