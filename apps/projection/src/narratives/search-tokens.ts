/** Text as it is compared: full-width forms made narrow, lower case, runs of blanks made one. */
export const searchable = (text: string): string => text.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();

const hanRuns = /\p{Script=Han}+/gu;
const wordRuns = /[\p{L}\p{N}]+/gu;
/** A word longer than this is no word anybody looks for. */
const longestWord = 40;

/** The pairs of neighbouring characters; the character itself where it stands alone. */
const pairsOf = (run: string): string[] => {
  const characters = [...run];
  if (characters.length < 2) return characters;
  return characters.slice(1).map((character, index) => `${characters[index] ?? ''}${character}`);
};

/** The pairs, and the last character by itself: so every single character begins a token. */
const indexedOf = (run: string): string[] => [...pairsOf(run), ...[...run].slice(-1)];

/**
 * What a text is found by: each pair of neighbouring Chinese characters (exact whatever a dictionary knows), and each
 * word of other scripts. Each once, sorted.
 */
export const tokensOf = (text: string): string[] => {
  const plain = searchable(text);
  const bigrams = (plain.match(hanRuns) ?? []).flatMap(indexedOf);
  const words = (plain.replace(hanRuns, ' ').match(wordRuns) ?? []).filter((word) => word.length <= longestWord);
  return [...new Set([...bigrams, ...words])].sort();
};

/** A token that a text must have: this one, or any that begins with it. */
export interface WantedToken {
  readonly token: string;
  readonly match: 'whole' | 'beginning';
}

/** What is asked for: tokens that narrow the search down through the index, and the parts that then must stand in the text. */
export interface SearchQuery {
  readonly tokens: readonly WantedToken[];
  readonly parts: readonly string[];
}

const wantedOf = (part: string): WantedToken[] => {
  const bigrams = (part.match(hanRuns) ?? []).flatMap((run) =>
    pairsOf(run).map((token): WantedToken => ({ token, match: [...token].length === 2 ? 'whole' : 'beginning' })),
  );
  const words = (part.replace(hanRuns, ' ').match(wordRuns) ?? []).map((token): WantedToken => ({
    token,
    match: 'beginning',
  }));
  return [...bigrams, ...words];
};

/** Most parts and tokens of one query. */
const mostParts = 8;
const mostTokens = 40;

/** The query in a text that somebody typed: parts separated by blanks must all be found. Undefined when it asks for nothing. */
export const searchQueryOf = (text: string): SearchQuery | undefined => {
  const parts = searchable(text).split(' ').filter(Boolean).slice(0, mostParts);
  const tokens = parts.flatMap(wantedOf).slice(0, mostTokens);
  return tokens.length > 0 ? { tokens, parts } : undefined;
};
