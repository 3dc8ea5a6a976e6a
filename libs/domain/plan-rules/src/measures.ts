/** One part of what is done about a complaint; `amountYuan` belongs to compensation alone. */
export interface Measure {
  readonly kind: 'compensation' | 'apology' | 'correctiveMeasure' | 'explanation';
  /** Yuan. */
  readonly amountYuan?: number;
  /** Code of the department that puts it right. */
  readonly department?: string;
  /** Staff id of whoever carries it out; the handler of the case where nobody is named. */
  readonly responsible?: string;
  /** By when, ISO-8601 UTC. */
  readonly dueAt?: string;
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
