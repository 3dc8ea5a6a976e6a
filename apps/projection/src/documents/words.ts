import type { Language } from '@redress/platform';
import en from './words/en.json';
import zh from './words/zh-CN.json';

/** Everything documents say in one language. */
export type Words = typeof zh;

const texts: Readonly<Record<Language, Words>> = { zh, en };

/** The words of a language. */
export const wordsOf = (language: Language): Words => texts[language];

/** Legal time in all of China (domain rule 5.1). */
const timeZone = 'Asia/Shanghai';
const tags: Readonly<Record<Language, string>> = { zh: 'zh-CN', en: 'en-GB' };
const formatOf = (language: Language, options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat(tags[language], { timeZone, dateStyle: 'long', ...options });
const clock = { timeStyle: 'short', hourCycle: 'h23' } as const;
const moments = { zh: formatOf('zh', clock), en: formatOf('en', clock) };
const days = { zh: formatOf('zh', {}), en: formatOf('en', {}) };

/** An instant in words, in China's legal time. */
export const timeIn = (language: Language, at: string): string => moments[language].format(new Date(at));

/** The day of an instant in words, in China's legal time. */
export const dayIn = (language: Language, at: string): string => days[language].format(new Date(at));

/** A text with its `{names}` replaced; a brace in a value is what it is. */
export const fill = (text: string, values: Readonly<Record<string, string | number>>): string =>
  text.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? '—'));

/** The word for a code; the code itself where there is none. */
export const wordFor = (names: Readonly<Record<string, string>>, code: string): string =>
  Object.hasOwn(names, code) ? (names[code] ?? code) : code;
