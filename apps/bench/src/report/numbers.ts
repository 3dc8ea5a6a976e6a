import type { Measurement } from '../measure/recorder';
import { spreadOf } from '../measure/statistics';

/** A number as a person compares it: three digits that matter, groups of thousands. */
export const readable = (value: number): string => {
  const size = Math.abs(value);
  if (size >= 100 || value === 0) return Math.round(value).toLocaleString('en-US');
  return value.toFixed(size >= 10 ? 1 : 2);
};

/** `median [lowest..highest] unit`; the median alone of a single round. */
export const describeRounds = ({ rounds, unit }: Pick<Measurement, 'rounds' | 'unit'>): string => {
  const { median, lowest, highest } = spreadOf(rounds);
  const spread = rounds.length > 1 ? ` [${readable(lowest)}..${readable(highest)}]` : '';
  return `${readable(median)}${spread} ${unit}`;
};
