import type { DeadlineKind, Locale } from '@redress/contracts';
import en from './en.json';
import { fill, timeIn } from './words';
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

const isTemplate = (name: string): name is TemplateName => Object.hasOwn(zh.templates, name);

/** The message about a deadline's escalation, before and from its due time on, or about a grave report. */
export const templateOf = (deadline: DeadlineKind | undefined, overdue: boolean): TemplateName =>
  deadline === undefined ? 'severe' : `${deadline}-${overdue ? 'overdue' : 'warning'}`;

const span = (ms: number, locale: Locale): string => {
  const minutes = Math.round(ms / worthTelling);
  const [amount, unit] = minutes < 120 ? [minutes, 'minute'] : [Math.round(minutes / 60), 'hour'];
  return new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' }).format(amount);
};

/**
 * A message in the recipient's language. Times are told in China's legal time, which the words name.
 * @throws Error when there is no such template: the names are data of stored events, so one is never taken out.
 */
export const render = (template: string, locale: Locale, facts: MessageFacts): RenderedMessage => {
  if (!isTemplate(template)) throw new Error(`no template ${template}`);
  const { templates, sentences, drill } = words[locale];
  const { lateMs = 0, acknowledgeBy } = facts;
  const lines = [
    templates[template].text,
    ...(acknowledgeBy ? [sentences.acknowledgeBy] : []),
    ...(lateMs >= worthTelling ? [sentences.late] : []),
    sentences.link,
  ];
  const values = {
    number: facts.number,
    link: facts.link,
    dueAt: timeIn(locale, facts.dueAt),
    acknowledgeBy: timeIn(locale, acknowledgeBy),
    late: span(lateMs, locale),
  };
  const mark = facts.drill ? drill : '';
  return { subject: mark + fill(templates[template].subject, values), text: mark + fill(lines.join('\n'), values) };
};
