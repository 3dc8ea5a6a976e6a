import { phoneDigits } from './phone-digits';

/** Who somebody is and how to reach them. */
export interface KnownPerson {
  readonly name?: string;
  readonly phone?: string;
  readonly email?: string;
}

/** What stands where something personal was. */
const blank = '***';

const literally = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');

const hanName = /^\p{Script=Han}{2,4}$/u;
/** Forms of address that staff put after a Chinese surname, and before another. */
const after = '(?:先生|女士|小姐|老师|同志|阿姨|师傅)';
const before = '(?:Mr|Mrs|Ms|Miss|Dr)\\.?\\s+';

/** A name as it is given, and as staff address the person by it. */
const namePatterns = (name: string): RegExp[] => {
  if (hanName.test(name)) {
    const surname = name.replace(new RegExp(`${after}$`, 'u'), '').slice(0, 1);
    return [new RegExp(literally(name), 'gu'), new RegExp(`${literally(surname)}${after}`, 'gu')];
  }
  const words = name.split(/\s+/).filter((word) => word.length > 1);
  return [
    new RegExp(literally(name), 'giu'),
    ...words.map((word) => new RegExp(`\\b${before}${literally(word)}\\b`, 'giu')),
  ];
};

/** The digits in a row, whatever people write between them. */
const phonePatterns = (phone: string): RegExp[] => {
  const digits = phoneDigits(phone);
  return digits.length < 5 ? [] : [new RegExp([...digits].join('[\\s()-]*'), 'gu')];
};

const patternsOf = ({ name = '', phone = '', email = '' }: KnownPerson): RegExp[] => [
  ...(email.trim().length > 2 ? [new RegExp(literally(email.trim()), 'giu')] : []),
  ...(name.trim().length > 1 ? namePatterns(name.trim()) : []),
  ...phonePatterns(phone),
];

/** Where a text names a person or how to reach them, in characters from 0. */
export const placesOf = (text: string, person: KnownPerson): { readonly start: number; readonly end: number }[] =>
  patternsOf(person).flatMap((pattern) =>
    [...text.matchAll(pattern)].map(({ 0: found, index }) => ({ start: index, end: index + found.length })),
  );

/**
 * A text without a person's name and contact, for another reader: what was written to one person names them, and an
 * answer to several is to name none. What it does not know of, such as a relative's name, it cannot leave out.
 */
export const withoutPerson = (text: string, person: KnownPerson): string =>
  patternsOf(person).reduce((left, pattern) => left.replace(pattern, blank), text);
