/** The languages problems are told in. */
export type Language = 'zh' | 'en';

/** A text in both languages. */
export interface Bilingual {
  readonly zh: string;
  readonly en: string;
}

/** The language a client prefers by its Accept-Language; Chinese when it names neither. */
export const languageOf = (acceptLanguage: string | undefined): Language => {
  const ranked = (acceptLanguage ?? '')
    .slice(0, 500)
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.trim().toLowerCase().split(';');
      const q = /^\s*q=([01](?:\.\d{0,3})?)\s*$/.exec(parameters.join(';'));
      return { language: /^(zh|en)(-|$)/.exec(tag)?.[1], weight: q ? Number(q[1]) : 1 };
    })
    .filter(({ language, weight }) => language !== undefined && weight > 0)
    .sort((a, b) => b.weight - a.weight);
  return ranked[0]?.language === 'en' ? 'en' : 'zh';
};

/** The value of `Content-Language` for a language. */
export const contentLanguage: Readonly<Record<Language, string>> = { zh: 'zh-CN', en: 'en' };
