import type { Locale } from '@redress/contracts';
import type { PlaceholderRules, TemplateWords } from '@redress/delivery';
import zhLetters from '../letters/zh-CN.json';
import { builtInLetter, isLetterTemplate, renderLetter, type LetterName } from '../letters/render-letter';
import { builtInMessage, isTemplate, render, type RenderedMessage } from './render';
import zhMessages from './zh-CN.json';

/** Every template there is: messages to staff, then letters to complainants. */
export const templateNames: readonly string[] = [
  ...Object.keys(zhMessages.templates),
  ...Object.keys(zhLetters.letters),
];

/** Who a template is for. */
export const audienceOf = (name: string): 'staff' | 'complainant' => (isLetterTemplate(name) ? 'complainant' : 'staff');

/** The product's own words. @throws Error when there is no such template */
export const builtIn = (name: string, locale: Locale): TemplateWords =>
  isLetterTemplate(name) ? builtInLetter(name, locale) : builtInMessage(name, locale);

/** Letters that carry what staff wrote: a question says what is asked, a refusal and a result have reasons. */
const withReasons: readonly LetterName[] = [
  'complainant-asked',
  'complainant-declined',
  'complainant-transferred',
  'complainant-result-substantiated',
  'complainant-result-unsubstantiated',
];

const letterRules = (name: LetterName): PlaceholderRules => {
  const { text, answer = '' }: { text: string; answer?: string } = zhLetters.letters[name];
  const inText = ['receiver', 'amount'].filter((one) => text.includes(`{${one}}`));
  return {
    allowed: ['number', 'token', 'words', ...inText, ...(answer === '' ? [] : ['by'])],
    inText: [...inText, ...(withReasons.includes(name) ? ['words'] : [])],
    anywhere: ['number'],
  };
};

/** Which placeholders a template may have, and which it cannot do without. @throws Error when there is no such one */
export const rulesOf = (name: string): PlaceholderRules => {
  if (isLetterTemplate(name)) return letterRules(name);
  if (!isTemplate(name)) throw new Error(`no template ${name}`);
  const due = name === 'severe' ? [] : ['dueAt'];
  return { allowed: ['number', 'link', ...due, 'acknowledgeBy', 'late'], inText: ['link'], anywhere: ['number'] };
};

const samples: Readonly<Record<Locale, { words: string; receiver: string }>> = {
  'zh-CN': { words: '门票 120 元已原路退回；检票口已增加人手。', receiver: '市市场监督管理局' },
  en: { words: 'The ticket of CNY 120 was refunded; the gate has more staff now.', receiver: 'the market authority' },
};
const sampleNumber = 'MAIN-2026-000123-4';

/** A template filled with facts that are made up, all of them there. @param site start of every link */
export const preview = (name: string, locale: Locale, own: TemplateWords, site: string): RenderedMessage => {
  const at = (hour: number) => `2026-03-03T0${hour}:00:00.000Z`;
  if (isLetterTemplate(name)) {
    const about = { number: sampleNumber, trackingToken: 'x7Kp2mQ9', by: at(1), amountYuan: 120, ...samples[locale] };
    return renderLetter(name, locale, about, own);
  }
  const link = new URL('/complaints/0198c0de-0000-7000-8000-000000000001', site).toString();
  const facts = { number: sampleNumber, link, dueAt: at(1), acknowledgeBy: at(2), lateMs: 300_000, drill: false };
  return render(name, locale, facts, own);
};
