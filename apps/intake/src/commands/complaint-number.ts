import { checkDigit } from './check-digit';

/** Longest site code in a number, so that the whole keeps within the 40 characters of the published language. */
const siteCodeLength = 26;

/** A site's code in its complaint numbers; the series is kept under it. */
export const siteCode = (siteId: string): string => siteId.toUpperCase().slice(0, siteCodeLength);

/** A complaint number: `<SITE>-<yyyy>-<sequence, six digits at least>-<check digit>`. */
export const complaintNumber = (code: string, year: string, sequence: number): string => {
  const base = `${code}-${year}-${String(sequence).padStart(6, '0')}`;
  return `${base}-${checkDigit(base)}`;
};
