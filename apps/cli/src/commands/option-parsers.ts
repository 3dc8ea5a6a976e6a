import { InvalidArgumentError } from 'commander';

/** Parses a whole number between two bounds. @throws InvalidArgumentError, which commander shows beside the option */
export const wholeNumber =
  (least: number, most: number) =>
  (text: string): number => {
    const value = Number(text);
    if (/^\d{1,9}$/.test(text) && value >= least && value <= most) return value;
    throw new InvalidArgumentError(`it must be a whole number from ${least} to ${most}.`);
  };

/** Parses an ISO-8601 instant with its zone. @throws InvalidArgumentError */
export const instant = (text: string): string => {
  if (/^\d{4}-\d{2}-\d{2}T[\d:.]+(Z|[+-]\d{2}:?\d{2})$/.test(text) && !Number.isNaN(Date.parse(text))) return text;
  throw new InvalidArgumentError('it must be an instant such as 2026-12-01T08:00:00+08:00.');
};
