import type { VersionedEvent } from '@redress/kernel';

/** Brings the data of one event type from one schema version to the next (invariant 5). Pure. */
export interface Upcaster {
  readonly type: string;
  /** From this version to the one after it. */
  readonly fromVersion: number;
  upcast(data: Readonly<Record<string, unknown>>): object;
}

/** The upcasters of one store; what they lead to is the schema version that new events are written with. */
export class Upcasters {
  private readonly steps = new Map<string, Upcaster>();
  private readonly newest = new Map<string, number>();

  constructor(upcasters: readonly Upcaster[] = []) {
    for (const step of upcasters) {
      const name = nameOf(step.type, step.fromVersion);
      if (this.steps.has(name)) throw new Error(`two upcasters for ${name}`);
      this.steps.set(name, step);
      this.newest.set(step.type, Math.max(this.newestVersion(step.type), step.fromVersion + 1));
    }
    this.refuseGaps(upcasters);
  }

  /** The schema version of a type today: 1 where nothing was ever upcast. */
  newestVersion(type: string): number {
    return this.newest.get(type) ?? 1;
  }

  /** The event in its newest schema; the same object where it is new already. */
  upcast(event: VersionedEvent): VersionedEvent {
    let current = event;
    let step = this.steps.get(nameOf(event.type, event.schemaVersion));
    while (step) {
      const data = step.upcast(current.data as Readonly<Record<string, unknown>>);
      current = { type: current.type, schemaVersion: current.schemaVersion + 1, data };
      step = this.steps.get(nameOf(current.type, current.schemaVersion));
    }
    return current;
  }

  private refuseGaps(upcasters: readonly Upcaster[]): void {
    for (const { type } of upcasters) {
      for (let version = 1; version < this.newestVersion(type); version += 1) {
        if (!this.steps.has(nameOf(type, version))) throw new Error(`no upcaster for ${nameOf(type, version)}`);
      }
    }
  }
}

const nameOf = (type: string, version: number): string => `${type} version ${version}`;
