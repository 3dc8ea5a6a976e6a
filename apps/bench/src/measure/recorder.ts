/** What was measured of one thing: one value per round. A ratio has the unit `×`. */
export interface Measurement {
  /** `<case>.<what>`: goals and the JSON name it by this. */
  readonly id: string;
  readonly title: string;
  readonly unit: string;
  readonly rounds: readonly number[];
}

/** Collects what the cases measure, in the order in which it comes for the first time. */
export class Recorder {
  private readonly kept = new Map<string, { title: string; unit: string; rounds: number[] }>();

  /** Notes the value of one round. @throws when it is no finite number: a figure that is none must not be averaged away. */
  value(id: string, title: string, unit: string, value: number): void {
    if (!Number.isFinite(value)) throw new Error(`${id} was measured as ${value}`);
    const known = this.kept.get(id) ?? { title, unit, rounds: [] };
    known.rounds.push(value);
    this.kept.set(id, known);
  }

  /** Notes how one value stands to another in this round. */
  ratio(id: string, title: string, value: number, base: number): void {
    this.value(id, title, '×', value / base);
  }

  measurements(): readonly Measurement[] {
    return [...this.kept].map(([id, { title, unit, rounds }]) => ({ id, title, unit, rounds }));
  }
}
