/** How a complainant is called back. */
export type CallBackMedium = 'phone' | 'writing' | 'meeting';
/** How the complainant's answer came in, or something was told: on the page, or by staff in one of these ways. */
export type AnswerMedium = 'web' | CallBackMedium;
