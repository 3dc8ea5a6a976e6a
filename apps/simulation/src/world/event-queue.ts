import type { Machine } from './machine';

/** Something that happens at a moment of simulated time; on a machine, or between machines. */
export interface Happening {
  at: number;
  /** Orders what happens in the same millisecond: by chance, then as it was planned. */
  readonly tie: number;
  readonly owner: Machine | undefined;
  run: (() => void) | undefined;
}

const isBefore = (one: Happening, other: Happening): boolean =>
  one.at < other.at || (one.at === other.at && one.tie < other.tie);

/** What is going to happen, earliest first: a binary heap. */
export class EventQueue {
  private readonly heap: Happening[] = [];

  push(happening: Happening): void {
    const { heap } = this;
    let at = heap.push(happening) - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!this.swapIfBefore(at, parent)) break;
      at = parent;
    }
  }

  /** The first, unless it happens later than `end`. */
  popUntil(end: number): Happening | undefined {
    return (this.heap[0]?.at ?? Infinity) > end ? undefined : this.pop();
  }

  private pop(): Happening | undefined {
    const { heap } = this;
    const [first] = heap;
    const last = heap.pop();
    if (first === undefined || last === undefined || heap.length === 0) return first;
    heap[0] = last;
    for (let at = 0; ;) {
      const child = this.earlierChild(at);
      if (child === undefined || !this.swapIfBefore(child, at)) break;
      at = child;
    }
    return first;
  }

  private earlierChild(at: number): number | undefined {
    const [left, right] = [2 * at + 1, 2 * at + 2];
    const [one, other] = [this.heap[left], this.heap[right]];
    if (one === undefined) return undefined;
    return other !== undefined && isBefore(other, one) ? right : left;
  }

  private swapIfBefore(at: number, other: number): boolean {
    const [one, two] = [this.heap[at], this.heap[other]];
    if (one === undefined || two === undefined || !isBefore(one, two)) return false;
    this.heap[at] = two;
    this.heap[other] = one;
    return true;
  }
}
