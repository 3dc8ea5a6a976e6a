import type { Locale } from '@redress/contracts';

/** Legal time in all of China (domain rule 5.1). */
const timeZone = 'Asia/Shanghai';
const formats: Readonly<Record<Locale, Intl.DateTimeFormat>> = {
  'zh-CN': new Intl.DateTimeFormat('zh-CN', { timeZone, dateStyle: 'long', timeStyle: 'short', hourCycle: 'h23' }),
  en: new Intl.DateTimeFormat('en-GB', { timeZone, dateStyle: 'long', timeStyle: 'short' }),
};

/** An instant in words, in China's legal time; a dash where there is none. */
export const timeIn = (locale: Locale, at: string | undefined): string =>
  at ? formats[locale].format(new Date(at)) : '—';

/** What stands for a placeholder; undefined where the message has nothing to say there. */
export type Values = Readonly<Record<string, string | undefined>>;

const placeholder = /\{(\w+)\}/g;

/** A line with its `{names}` replaced, by a dash where there is nothing; a brace in a value is what it is. */
export const fill = (line: string, values: Values): string =>
  line.replace(placeholder, (_, name: string) => values[name] ?? '—');

const hasAll = (line: string, values: Values): boolean =>
  [...line.matchAll(placeholder)].every(([, name = '']) => !(name in values) || values[name] !== undefined);

/** A text with its `{names}` replaced; a line that names what there is not is left out. */
export const fillLines = (text: string, values: Values): string => {
  const kept = text.split('\n').filter((line) => hasAll(line, values));
  const closed = kept
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
  return fill(closed, values);
};
