/** The words of a message before its facts are filled in: `{name}` stands for one. */
export interface TemplateWords {
  readonly subject: string;
  readonly text: string;
}

/** Which placeholders a template may have, and which it cannot do without. */
export interface PlaceholderRules {
  readonly allowed: readonly string[];
  /** In the text. */
  readonly inText: readonly string[];
  /** In the subject or the text. */
  readonly anywhere: readonly string[];
}

/** A placeholder that the template may not have. Line and column count from 1, in characters. */
export interface UnknownPlaceholder {
  readonly field: keyof TemplateWords;
  readonly placeholder: string;
  readonly line: number;
  readonly column: number;
}

/** What stands in braces is meant as a placeholder, however it is written. */
const braced = /\{([^{}\n]*)\}/g;
/** Most that one answer lists. */
const mostFaults = 20;

const unknownIn = (field: keyof TemplateWords, text: string, allowed: readonly string[]): UnknownPlaceholder[] =>
  text.split('\n').flatMap((line, index) =>
    [...line.matchAll(braced)]
      .filter(([, name = '']) => !allowed.includes(name))
      .map(({ 1: name = '', index: at }) => ({
        field,
        placeholder: name,
        line: index + 1,
        column: [...line.slice(0, at)].length + 1,
      })),
  );

/** What stands in braces and is not allowed, with its place; the first twenty. */
export const unknownPlaceholders = ({ subject, text }: TemplateWords, { allowed }: PlaceholderRules) =>
  [...unknownIn('subject', subject, allowed), ...unknownIn('text', text, allowed)].slice(0, mostFaults);

/** What a template cannot do without and does not have, with where it belongs. */
export const missingPlaceholders = (
  { subject, text }: TemplateWords,
  { inText, anywhere }: PlaceholderRules,
): { readonly field: string; readonly placeholder: string }[] => {
  const lacks = (where: string) => (name: string) => !where.includes(`{${name}}`);
  return [
    ...inText.filter(lacks(text)).map((placeholder) => ({ field: 'text', placeholder })),
    ...anywhere.filter(lacks(subject + text)).map((placeholder) => ({ field: 'subject or text', placeholder })),
  ];
};
