import { locales } from '@redress/contracts';
import { wordsRefusal } from '@redress/delivery';
import { audienceOf, builtIn, preview, rulesOf, templateNames } from './catalogue';

describe('every template there is', () => {
  it.each(locales.flatMap((locale) => templateNames.map((name) => [name, locale] as const)))(
    '%s in %s could be its own replacement, and is shown without a gap',
    (name, locale) => {
      const words = builtIn(name, locale);
      expect(wordsRefusal(words, rulesOf(name))).toBeUndefined();
      const { subject, text } = preview(name, locale, words, 'https://redress.example');
      expect(`${subject} ${text}`).not.toMatch(/[{}—]|undefined/);
      expect(subject + text).toContain('MAIN-2026-000123-4');
    },
  );
  it('is for staff or for complainants', () => {
    expect(audienceOf('severe')).toBe('staff');
    expect(audienceOf('complainant-accepted')).toBe('complainant');
    expect(() => rulesOf('toString')).toThrow('no template toString');
  });
  it('must carry what staff wrote where a letter gives reasons (R-066)', () => {
    expect(rulesOf('complainant-declined').inText).toEqual(['words']);
    expect(rulesOf('complainant-transferred').inText).toEqual(['receiver', 'words']);
    expect(rulesOf('complainant-reopened').inText).toEqual([]);
  });
});
