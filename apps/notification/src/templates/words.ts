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

/** A text with its `{names}` replaced; a brace in a value is what it is. */
export const fill = (text: string, values: Readonly<Record<string, string>>): string =>
  text.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '—');
