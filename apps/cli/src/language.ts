/** The languages the tools speak. */
export type Language = 'zh' | 'en';

/** A text in all of them. */
export type Texts<T> = Readonly<Record<Language, T>>;

/** The language of an environment: Chinese where its locale is, else English. */
export const languageOf = ({ LC_ALL, LC_MESSAGES, LANG }: NodeJS.ProcessEnv): Language =>
  /^zh(?![a-z])/i.test(LC_ALL || LC_MESSAGES || LANG || '') ? 'zh' : 'en';

/** The tag of a language for dates. */
export const localeOf = (language: Language): string => (language === 'zh' ? 'zh-CN' : 'en-GB');
