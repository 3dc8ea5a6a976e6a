import { parseLimit } from '@redress/plan-rules';
import { parsed, type Shape } from './shape';

/** A limit of elapsed time, days or working days. */
export const limit: Shape = parsed(parseLimit, {
  zh: '时限（如 PT24H、3 workingDays、10 days、P6M）',
  en: 'a span of time (such as PT24H, 3 workingDays, 10 days, P6M)',
});

const elapsedLimit = (value: string) => {
  const read = parseLimit(value);
  return read?.unit === 'ms' ? read : undefined;
};

/** A limit of elapsed time only. */
export const elapsed: Shape = parsed(elapsedLimit, {
  zh: '时长（如 PT10M、PT4H）',
  en: 'a length of time (such as PT10M, PT4H)',
});
