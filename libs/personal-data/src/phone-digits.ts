/** The digits of a telephone number; without the country code of China a mobile one is the same number. */
export const phoneDigits = (phone: string): string =>
  phone
    .normalize('NFKC')
    .replace(/\D/g, '')
    .replace(/^(?:00)?86(?=1\d{10}$)/, '');
