import type { Measure } from '@redress/contracts';
import type { CaseSection, ReplacedPlan } from '../projections/case-section';
import { offerOf, type CompensationEntry } from '../projections/compensation-section';
import type { ComplaintSection } from '../projections/complaint-section';

/** What statistics read of an offer. */
export type CountedOffer = Pick<CompensationEntry, 'proposalNo' | 'measureNo' | 'amountYuan' | 'state'>;

/** What statistics read of a case's compensations. */
export interface CompensatedCase extends Pick<
  CaseSection,
  'plan' | 'adoptedAt' | 'doneMeasures' | 'replaced' | 'earlier'
> {
  readonly compensations?: readonly CountedOffer[];
}

/** How many, and what they come to. */
export interface CountAndYuan {
  readonly count: number;
  readonly yuan: number;
}

/** The ledger in figures. */
export interface CompensationFigures {
  readonly offered: CountAndYuan;
  /** Whether issued by now or not. */
  readonly accepted: CountAndYuan;
  readonly refused: CountAndYuan;
  /** What has reached complainants: issued, given without an offer, or given on the spot. */
  readonly issued: CountAndYuan;
}

/** Adds numbers and amounts up. */
class Sum {
  private count = 0;
  private yuan = 0;

  add(amounts: readonly number[]): void {
    this.count += amounts.length;
    this.yuan += amounts.reduce((sum, amount) => sum + amount, 0);
  }

  figures(): CountAndYuan {
    return { count: this.count, yuan: this.yuan };
  }
}

const sumOf = (amounts: readonly number[]): number => amounts.reduce((sum, amount) => sum + amount, 0);

type Chosen = (measureNo: number) => boolean;

/** The amounts of the compensations among measures that are chosen by their number. */
const amountsOf = (measures: readonly Measure[], chosen: Chosen = () => true): number[] =>
  measures.flatMap(({ amountYuan }, index) => (amountYuan !== undefined && chosen(index + 1) ? [amountYuan] : []));

/** The measures of a plan whose compensation was given, or is owed, by its offers in these states and what is done. */
const givenOf = (
  { plan, doneMeasures = [] }: Partial<ReplacedPlan>,
  offers: readonly CountedOffer[],
  states: readonly string[],
): number[] =>
  amountsOf(plan?.measures ?? [], (measureNo) => {
    const state = offerOf(offers, plan, measureNo)?.state;
    return doneMeasures.some((done) => done.measureNo === measureNo) || states.includes(state ?? 'none');
  });

/** The plans that others took the place of, in this round and before; each gives what it had come to by then. */
const plansBefore = ({ replaced = [], earlier = [] }: CompensatedCase): Partial<ReplacedPlan>[] => [
  ...replaced,
  ...earlier.flatMap(({ replaced: before = [], ...round }) => [...before, round]),
];

/** What a case and a settlement on the spot give, yuan: what is owed counts, what was refused does not. */
export const compensationOf = (file: CompensatedCase = {}, settled?: ComplaintSection['settled']): number => {
  const { adoptedAt, plan, compensations = [] } = file;
  const isGiven: Chosen = (measureNo) => offerOf(compensations, plan, measureNo)?.state !== 'refused';
  return sumOf([
    ...plansBefore(file).flatMap((before) => givenOf(before, compensations, ['accepted', 'issued'])),
    ...(adoptedAt === undefined ? [] : amountsOf(plan?.measures ?? [], isGiven)),
    ...amountsOf(settled?.measures ?? []),
  ]);
};

/** Adds up the ledgers of complaints. */
export class CompensationTally {
  private readonly sums = { offered: new Sum(), accepted: new Sum(), refused: new Sum(), issued: new Sum() };

  add(file: CompensatedCase = {}, settled?: ComplaintSection['settled']): void {
    const offers = file.compensations ?? [];
    const inStates = (...states: string[]): number[] =>
      offers.flatMap(({ amountYuan, state }) => (states.includes(state) ? [amountYuan] : []));
    const { offered, accepted, refused, issued } = this.sums;
    offered.add(offers.map(({ amountYuan }) => amountYuan));
    accepted.add(inStates('accepted', 'issued'));
    refused.add(inStates('refused'));
    issued.add(amountsOf(settled?.measures ?? []));
    for (const plan of [...plansBefore(file), file]) issued.add(givenOf(plan, offers, ['issued']));
  }

  figures(): CompensationFigures {
    const { offered, accepted, refused, issued } = this.sums;
    return {
      offered: offered.figures(),
      accepted: accepted.figures(),
      refused: refused.figures(),
      issued: issued.figures(),
    };
  }
}
