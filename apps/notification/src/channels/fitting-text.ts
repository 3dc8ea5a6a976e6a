import type { OutgoingMessage } from './channel';

const characters = new Intl.Segmenter('zh', { granularity: 'grapheme' });

/** The largest n of 0 to `most` for which it holds; it holds up to some n and not beyond. */
const largest = (most: number, holds: (n: number) => boolean): number => {
  let [low, high] = [0, most];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (holds(middle)) low = middle;
    else high = middle - 1;
  }
  return low;
};

/**
 * A message as one text that fits: cut at the end of a character where it is too long, with the link kept whole, as
 * there the rest can be read.
 * @param fits whether a text is short enough; of a text that does, every shorter one does
 */
export const fittingText = (
  { subject, text, link }: Pick<OutgoingMessage, 'subject' | 'text' | 'link'>,
  fits: (text: string) => boolean,
): string => {
  const said = text === '' ? subject : `${subject}\n${text}`;
  const whole = said.includes(link) ? said : `${said}\n${link}`;
  if (fits(whole)) return whole;
  const words = Array.from(characters.segment(said.replaceAll(link, '')), ({ segment }) => segment);
  const cut = (n: number) => `${words.slice(0, n).join('').trimEnd()}…\n${link}`;
  return cut(largest(words.length, (n) => fits(cut(n))));
};
