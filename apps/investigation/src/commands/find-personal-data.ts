import { placesOf, type KnownPerson } from '@redress/personal-data';
import { findPhoneNumbersInText } from 'libphonenumber-js/max';
import isEmail from 'validator/lib/isEmail';
import isIdentityCard from 'validator/lib/isIdentityCard';
import isLuhnNumber from 'validator/lib/isLuhnNumber';
import isPassportNumber from 'validator/lib/isPassportNumber';

/** Kinds of personal data that can be told by their form. */
export type PersonalDataKind = 'contact' | 'mobile' | 'email' | 'identityCard' | 'passport' | 'bankCard';

/** Where in a text it stands, in characters from 0; never what it says. */
export interface PersonalDataFound {
  readonly kind: PersonalDataKind;
  readonly start: number;
  readonly end: number;
}

type Pattern = readonly [kind: PersonalDataKind, candidates: RegExp, is: (candidate: string) => boolean];

const patterns: readonly Pattern[] = [
  ['email', /(?<![\w.+-])[\w.+-]+@[\w-]+(\.[\w-]+)+/g, (text) => isEmail(text)],
  ['identityCard', /(?<!\d)\d{17}[\dXx](?!\d)/g, (text) => isIdentityCard(text.toUpperCase(), 'zh-CN')],
  ['passport', /(?<![A-Za-z\d])[EG][A-Z\d]\d{7}(?!\d)/g, (text) => isPassportNumber(text, 'CN')],
  ['bankCard', /(?<!\d)\d{16,19}(?!\d)/g, (text) => isLuhnNumber(text)],
];

const byPattern = (text: string): PersonalDataFound[] =>
  patterns.flatMap(([kind, candidates, is]) =>
    [...text.matchAll(candidates)].flatMap(({ 0: found, index }) =>
      is(found) ? [{ kind, start: index, end: index + found.length }] : [],
    ),
  );

/** A person's own number; a hotline is nobody's. */
const mobiles = (text: string): PersonalDataFound[] =>
  findPhoneNumbersInText(text, 'CN').flatMap(({ number, startsAt: start, endsAt: end }) =>
    number.getType() === 'MOBILE' ? [{ kind: 'mobile' as const, start, end }] : [],
  );

/**
 * The personal data in a text that is to be made public: what has the form of it, and what is known of the
 * person, as name, number and address. In order of place; what one place is told by several forms is given once each.
 */
export const findPersonalData = (text: string, person: KnownPerson = {}): PersonalDataFound[] =>
  [
    ...byPattern(text),
    ...mobiles(text),
    ...placesOf(text, person).map((place) => ({ kind: 'contact' as const, ...place })),
  ].sort((one, other) => one.start - other.start);
