import type { Locale } from '@redress/contracts';
import type { TemplateWords } from '@redress/delivery';
import type { RenderedMessage } from '../templates/render';
import { fill, fillLines, timeIn } from '../templates/words';
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

/**
 * The product's own words of a letter. A line that names what a letter has not is left out of it.
 * @param follows whether the complainant has the code to follow the complaint with
 * @throws Error when there is no such letter: the names are data of stored events, so one is never taken out.
 */
export const builtInLetter = (template: string, locale: Locale, follows = true): TemplateWords => {
  if (!isLetterTemplate(template)) throw new Error(`no letter ${template}`);
  const { greeting, letters, sentences } = texts[locale];
  const { subject, text, answer } = letters[template] as { subject: string; text: string; answer?: string };
  const follow = follows ? sentences.follow : sentences.number;
  const parts = [greeting, text, '{words}', ...(answer === undefined ? [] : [answer]), follow, sentences.automatic];
  return { subject, text: parts.join('\n\n') };
};

/** What a letter must say though the site's words have no place for it: what staff wrote, and the number. */
const unsaid = (locale: Locale, { text }: TemplateWords, filled: string, { number, words }: LetterWords): string[] => [
  ...(words !== undefined && !text.includes('{words}') ? ['{words}'] : []),
  ...(filled.includes(number) ? [] : [texts[locale].sentences.number]),
];

/**
 * A letter in the complainant's language: what happened, what staff wrote, what can be done by when, how to follow it.
 * @param own the site's words in the place of the built-in ones
 * @throws Error when there is no such letter
 */
export const renderLetter = (
  template: string,
  locale: Locale,
  about: LetterWords,
  own?: TemplateWords,
): RenderedMessage => {
  const { number, trackingToken, words, by, receiver = '—', amountYuan } = about;
  const said = own ?? builtInLetter(template, locale, trackingToken !== undefined);
  const amount = amountYuan?.toLocaleString(locale);
  const values = { number, receiver, amount, token: trackingToken, by: by && timeIn(locale, by), words };
  const subject = fill(said.subject, values);
  const text = fillLines(said.text, values);
  const more = unsaid(locale, said, subject + text, about).map((part) => fill(part, values));
  return { subject, text: [text, ...more].join('\n\n') };
};
