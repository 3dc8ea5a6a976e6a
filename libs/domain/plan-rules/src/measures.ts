/** One part of what is done about a complaint; `amountYuan` belongs to compensation alone. */
export interface Measure {
  readonly kind: 'compensation' | 'apology' | 'correctiveMeasure' | 'explanation';
  /** Yuan. */
  readonly amountYuan?: number;
}

/** What is wrong with the sums of measures; undefined when nothing is. */
export const amountFault = (
  measures: readonly Measure[],
): 'compensation-amount-required' | 'amount-without-compensation' | undefined => {
  if (measures.some(({ kind, amountYuan }) => kind === 'compensation' && !amountYuan))
    return 'compensation-amount-required';
  if (measures.some(({ kind, amountYuan }) => kind !== 'compensation' && amountYuan !== undefined))
    return 'amount-without-compensation';
  return undefined;
};
