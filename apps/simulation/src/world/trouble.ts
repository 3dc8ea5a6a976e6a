import { Random } from './random';

/** What may go wrong where a machine asks something outside of itself, with how likely each is compared to the others. */
export type Kinds = Readonly<Record<string, number>>;

/** Which of the possible faults happen. */
export interface TroubleOptions {
  readonly seed: number;
  /** How likely one is at each opportunity. */
  readonly rate: number;
  /** Only these of them, by the number of the opportunity: how a failing schedule is made shorter. */
  readonly only?: ReadonlySet<number>;
}

/** Decides at each opportunity whether something goes wrong, out of the seed alone. */
export class Trouble {
  /** The opportunities that were taken. */
  readonly taken: number[] = [];
  /** From now on nothing goes wrong any more. */
  isOver = false;
  private readonly random: Random;
  private opportunities = 0;

  constructor(private readonly options: TroubleOptions) {
    this.random = new Random(options.seed, 1);
  }

  /** The fault that happens here, if one does; `rate` is how likely that is in a schedule that has faults at all. */
  draw(kinds: Kinds, rate = this.options.rate): string | undefined {
    const number = this.opportunities++;
    const [whether, which] = [this.random.next(), this.random.next()];
    const { only } = this.options;
    if (this.isOver || this.options.rate === 0 || whether >= rate || (only && !only.has(number))) return undefined;
    this.taken.push(number);
    let rest = which * Object.values(kinds).reduce((sum, weight) => sum + weight, 0);
    return Object.entries(kinds).find(([, weight]) => (rest -= weight) < 0)?.[0];
  }
}
