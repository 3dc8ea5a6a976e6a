import type { Change } from './plan-batch';
import { summaryOf, type ModelDocument, type ReadModel } from './read-model';

/** By how much counters change, per scope and counter name. */
export class CounterChanges {
  private readonly scopes = new Map<string, Map<string, number>>();

  /** Takes the difference a document's change makes. */
  note(model: ReadModel, { before, after }: Change): void {
    if (before) this.add(model, before, -1);
    this.add(model, after, 1);
  }

  /** The changes that are not zero. */
  entries(): { scope: string; increments: Record<string, number> }[] {
    return [...this.scopes].flatMap(([scope, counters]) => {
      const changed = [...counters].filter(([, by]) => by !== 0);
      return changed.length > 0 ? [{ scope, increments: Object.fromEntries(changed) }] : [];
    });
  }

  private add(model: ReadModel, document: ModelDocument, by: 1 | -1): void {
    const counted = model.count?.(summaryOf(document));
    if (!counted) return;
    const counters = this.scopes.get(counted.scope) ?? new Map<string, number>();
    for (const [name, value] of Object.entries(counted.counters))
      counters.set(name, (counters.get(name) ?? 0) + by * value);
    this.scopes.set(counted.scope, counters);
  }
}
