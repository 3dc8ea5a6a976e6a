/** The digits of a text: letters count as 10 to 35 as in an IBAN, anything else is passed over. */
const digitsOf = (text: string): number[] =>
  [...text.toUpperCase()].flatMap((character) => {
    if (/\d/.test(character)) return [Number(character)];
    if (!/[A-Z]/.test(character)) return [];
    const value = character.charCodeAt(0) - 55;
    return [Math.floor(value / 10), value % 10];
  });

/**
 * The check digit of a text by ISO 7064 MOD 11,10: finds every single wrong character and nearly every swap, so that a
 * number misheard on the hotline is not another complaint's.
 */
export const checkDigit = (text: string): number => {
  let product = 10;
  for (const digit of digitsOf(text)) {
    const sum = (product + digit) % 10 || 10;
    product = (sum * 2) % 11;
  }
  return (11 - product) % 10;
};

/** Whether the last digit of a text is the check digit of what stands before it. */
export const hasValidCheckDigit = (text: string): boolean => {
  const match = /^(.+?)-?(\d)$/.exec(text);
  return match?.[1] !== undefined && checkDigit(match[1]) === Number(match[2]);
};
