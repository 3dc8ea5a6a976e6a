/** Mixes two code units into 32 bits: FNV-1a over them, then murmur3's finalizer, so that every bit depends on both. */
const hash = (first: number, second: number, seed: number): number => {
  let h = Math.imul(seed ^ first, 0x01000193);
  h = Math.imul(h ^ second, 0x01000193);
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
};

const vote = (votes: Int32Array, bits: number, offset: number): void => {
  for (let bit = 0; bit < 32; bit += 1)
    votes[offset + bit] = (votes[offset + bit] ?? 0) + ((bits >>> bit) & 1 ? 1 : -1);
};

const hex = (votes: Int32Array, offset: number): string => {
  let word = 0;
  for (let bit = 0; bit < 32; bit += 1) if ((votes[offset + bit] ?? 0) > 0) word |= 1 << bit;
  return (word >>> 0).toString(16).padStart(8, '0');
};

/**
 * A 64-bit simhash over the character bigrams of a text, as 16 hex digits: similar texts differ in few bits, and the
 * text cannot be read back from it (decisions.md 15). Case, width, spaces and punctuation do not count.
 */
export const textSignature = (text: string): string => {
  const letters = text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');
  const votes = new Int32Array(64);
  for (let at = 0; at < Math.max(letters.length - 1, Math.min(letters.length, 1)); at += 1) {
    const first = letters.charCodeAt(at);
    const second = at + 1 < letters.length ? letters.charCodeAt(at + 1) : 0;
    vote(votes, hash(first, second, 0x811c9dc5), 0);
    vote(votes, hash(first, second, 0x9e3779b9), 32);
  }
  return hex(votes, 0) + hex(votes, 32);
};

/** How many of 32 bits are set: pairs, then fours, then bytes added up side by side. */
const bitsIn = (word: number): number => {
  const pairs = word - ((word >>> 1) & 0x55555555);
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
};

const half = (signature: string, from: 0 | 8): number => Number.parseInt(signature.slice(from, from + 8), 16);

/** In how many of its 64 bits one signature differs from another. */
export const signatureDistance = (a: string, b: string): number =>
  bitsIn(half(a, 0) ^ half(b, 0)) + bitsIn(half(a, 8) ^ half(b, 8));
