/** How a compensation is given: 退款、赔付、优惠券或门票、礼品、服务补救. */
export const compensationForms = ['refund', 'payment', 'voucher', 'gift', 'serviceRecovery'] as const;
export type CompensationForm = (typeof compensationForms)[number];

/** One part of what is done about a complaint; `amountYuan` and `form` belong to compensation alone. */
export interface Measure {
  readonly kind: 'compensation' | 'apology' | 'correctiveMeasure' | 'explanation';
  /** Yuan, whole: what is paid, or what a voucher, a gift or a service is worth. */
  readonly amountYuan?: number;
  readonly form?: CompensationForm;
  /** Code of the department that puts it right. */
  readonly department?: string;
  /** Staff id of whoever carries it out; the handler of the case where nobody is named. */
  readonly responsible?: string;
  /** By when, ISO-8601 UTC. */
  readonly dueAt?: string;
}

/** Most that one compensation can be, yuan. */
export const mostYuan = 100_000_000;

const isAmount = (yuan: number): boolean => Number.isInteger(yuan) && yuan >= 1 && yuan <= mostYuan;

/** What the compensations among measures come to, yuan. */
export const compensationYuan = (measures: readonly { readonly amountYuan?: number }[]): number =>
  measures.reduce((sum, { amountYuan = 0 }) => sum + amountYuan, 0);

/** What can be wrong with the sums of measures. */
export type AmountFault =
  | 'compensation-amount-required'
  | 'compensation-amount-invalid'
  | 'amount-without-compensation'
  | 'form-without-compensation';

/** What is wrong with the sums of measures; undefined when nothing is. */
export const amountFault = (measures: readonly Measure[]): AmountFault | undefined => {
  const [paid, others] = [true, false].map((is) => measures.filter(({ kind }) => (kind === 'compensation') === is));
  if (paid?.some(({ amountYuan }) => !amountYuan)) return 'compensation-amount-required';
  if (paid?.some(({ amountYuan = 0 }) => !isAmount(amountYuan))) return 'compensation-amount-invalid';
  if (others?.some(({ amountYuan }) => amountYuan !== undefined)) return 'amount-without-compensation';
  return others?.some(({ form }) => form !== undefined) ? 'form-without-compensation' : undefined;
};
