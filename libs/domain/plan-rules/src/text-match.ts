const escape = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

const latin = /[a-z]/;

/** A Latin word must not be part of a longer one; Chinese has no such boundary. */
const bounded = (word: string): string =>
  `${latin.test(word[0] ?? '') ? '(?<![a-z])' : ''}${escape(word)}${latin.test(word.at(-1) ?? '') ? '(?![a-z])' : ''}`;

/** Text as words are looked for in it: one width, one case. */
export const normalized = (text: string): string => text.normalize('NFKC').toLowerCase();

/** The parts of a normalized text that a negation or a number reaches no further than. */
export const clausesOf = (text: string): string[] =>
  text.split(/[,。.!?;:…\n]/).filter((clause) => clause.trim() !== '');

/** Where a word stands in a normalized text. */
export const positionsOf = (word: string, text: string): number[] => {
  const searched = normalized(word);
  // Most words are not there: that is found out without compiling an expression.
  return text.includes(searched)
    ? [...text.matchAll(new RegExp(bounded(searched), 'g'))].map(({ index }) => index)
    : [];
};

/** A negation stands near its word; looking further back would cost a long text dearly. */
const reach = 60;

/** What stands before a position, as far back as a negation may stand. */
export const justBefore = (clause: string, at: number): string => clause.slice(Math.max(0, at - reach), at);

/** Recognises a prefix that ends in a negation, with nothing but fillers after it; never when there are no negations. */
export const negationBefore = (negations: readonly string[], fillers: readonly string[]): RegExp => {
  const any = (words: readonly string[]) => words.map((word) => bounded(normalized(word))).join('|');
  if (negations.length === 0) return /(?!)/;
  const between = fillers.length === 0 ? '' : `(?:(?:${any(fillers)})\\s*)*`;
  return new RegExp(`(?:${any(negations)})\\s*${between}$`);
};

const digits: Readonly<Record<string, number>> = {
  一: 1,
  二: 2,
  两: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
};
const tens: Readonly<Record<string, number>> = { 十: 10, 百: 100 };

/** A Chinese numeral below 1000: 十二, 两百, 三百零五. */
const chineseNumber = (text: string): number => {
  let total = 0;
  let digit = 0;
  for (const sign of text) {
    const unit = tens[sign];
    if (unit) total += (digit || 1) * unit;
    digit = unit ? 0 : (digits[sign] ?? 0);
  }
  return total + digit;
};

const persons =
  /(\d{1,6}|[一二两三四五六七八九十百零]{1,6})\s*[多余几]?\s*[个名位]?\s*(?:人|口|游客|客人|孩子|小孩|儿童|老人|学生|同学|乘客|家人|people|persons|visitors|guests|children|tourists)/g;

/** The largest number of persons a normalized clause states, or undefined when it states none. */
export const personsIn = (clause: string): number | undefined => {
  const counts = [...clause.matchAll(persons)].map(([, count = '']) =>
    /\d/.test(count) ? Number(count) : chineseNumber(count),
  );
  return counts.length === 0 ? undefined : Math.max(...counts);
};
