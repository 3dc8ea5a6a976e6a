import type { Locale } from '@redress/contracts';
import type { RenderedMessage } from '../templates/render';
import { fill, timeIn } from '../templates/words';
import en from './en.json';
import zh from './zh-CN.json';

type Words = typeof zh;
export type LetterName = keyof Words['letters'];

/** What a letter tells, in the open: it is the complainant's own. */
export interface LetterWords {
  /** The complaint's number. */
  readonly number: string;
  readonly trackingToken?: string;
  readonly words?: string;
  /** ISO-8601. */
  readonly by?: string;
  readonly receiver?: string;
  readonly amountYuan?: number;
}

const texts: Readonly<Record<Locale, Words>> = { 'zh-CN': zh, en };

/** Whether a template is a letter to a complainant. */
export const isLetterTemplate = (name: string): name is LetterName => Object.hasOwn(zh.letters, name);

const amountIn = (locale: Locale, yuan: number | undefined): string => yuan?.toLocaleString(locale) ?? '—';

/**
 * A letter in the complainant's language: what happened, what staff wrote, what can be done by when, how to follow it.
 * @throws Error when there is no such letter: the names are data of stored events, so one is never taken out.
 */
export const renderLetter = (template: string, locale: Locale, about: LetterWords): RenderedMessage => {
  if (!isLetterTemplate(template)) throw new Error(`no letter ${template}`);
  const { greeting, letters, sentences } = texts[locale];
  const { subject, text, answer } = letters[template] as { subject: string; text: string; answer?: string };
  const { number, trackingToken, words, by, receiver = '—', amountYuan } = about;
  const amount = amountIn(locale, amountYuan);
  const values = { number, receiver, amount, token: trackingToken ?? '', by: timeIn(locale, by), words: words ?? '' };
  const parts = [
    greeting,
    text,
    ...(words === undefined ? [] : ['{words}']),
    ...(answer !== undefined && by !== undefined ? [answer] : []),
    trackingToken === undefined ? sentences.number : sentences.follow,
    sentences.automatic,
  ];
  return { subject: fill(subject, values), text: fill(parts.join('\n\n'), values) };
};
