import type { DeadlineKind, Locale } from '@redress/contracts';
import type { TemplateWords } from '@redress/delivery';
import en from './en.json';
import { fill, fillLines, timeIn } from './words';
import zh from './zh-CN.json';

type Words = typeof zh;
export type TemplateName = keyof Words['templates'];

/** What a message may tell. No name, no contact, no word of the complainant: it travels over networks of others. */
export interface MessageFacts {
  /** The complaint's number, or what stands for it while the number is not known. */
  readonly number: string;
  readonly link: string;
  /** ISO-8601. */
  readonly dueAt?: string;
  readonly acknowledgeBy?: string;
  /** How late it goes out, milliseconds. */
  readonly lateMs?: number;
  readonly drill: boolean;
}

/** A message in words. */
export interface RenderedMessage {
  readonly subject: string;
  readonly text: string;
}

const words: Readonly<Record<Locale, Words>> = { 'zh-CN': zh, en };

/** Lateness worth a word: under a minute nobody minds. */
const worthTelling = 60_000;

/** Whether a template is a message to staff. */
export const isTemplate = (name: string): name is TemplateName => Object.hasOwn(zh.templates, name);

/** The message about a deadline's escalation, before and from its due time on, or about a grave report. */
export const templateOf = (deadline: DeadlineKind | undefined, overdue: boolean): TemplateName =>
  deadline === undefined ? 'severe' : `${deadline}-${overdue ? 'overdue' : 'warning'}`;

const span = (ms: number, locale: Locale): string => {
  const minutes = Math.round(ms / worthTelling);
  const [amount, unit] = minutes < 120 ? [minutes, 'minute'] : [Math.round(minutes / 60), 'hour'];
  return new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' }).format(amount);
};

/**
 * The product's own words of a message. A line that names what a message has not, as a limit to acknowledge by, is left
 * out of it.
 * @throws Error when there is no such template: the names are data of stored events, so one is never taken out.
 */
export const builtInMessage = (template: string, locale: Locale): TemplateWords => {
  if (!isTemplate(template)) throw new Error(`no template ${template}`);
  const { templates, sentences } = words[locale];
  const { subject, text } = templates[template];
  return { subject, text: [text, sentences.acknowledgeBy, sentences.late, sentences.link].join('\n') };
};

/**
 * A message in the recipient's language. Times are told in China's legal time, which the words name.
 * @param own the site's words in the place of the built-in ones
 * @throws Error when there is no such template
 */
export const render = (template: string, locale: Locale, facts: MessageFacts, own?: TemplateWords): RenderedMessage => {
  const { subject, text } = own ?? builtInMessage(template, locale);
  const { number, link, dueAt, acknowledgeBy, lateMs = 0, drill } = facts;
  const values = {
    number,
    link,
    dueAt: timeIn(locale, dueAt),
    acknowledgeBy: acknowledgeBy && timeIn(locale, acknowledgeBy),
    late: lateMs >= worthTelling ? span(lateMs, locale) : undefined,
  };
  const mark = drill ? words[locale].drill : '';
  return { subject: mark + fill(subject, values), text: mark + fillLines(text, values) };
};
