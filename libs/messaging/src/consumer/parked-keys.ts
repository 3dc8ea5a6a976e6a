import type { ParkingLot } from '@redress/parking';

/**
 * Which keys of a group are parked (X1). The parking lot has the truth; this is a picture of it, taken anew when a
 * partition is assigned, and whenever a message would be parked because of it: an operator may have freed the key.
 */
export class ParkedKeys {
  private keys = new Set<string>();
  /** What was parked and freed here since a picture began to be taken, as it does not show it. */
  private readonly meanwhile = new Map<string, boolean>();
  private reading?: Promise<void>;
  private readonly turns = new Map<string, Promise<unknown>>();

  constructor(
    private readonly lot: ParkingLot,
    private readonly group: string,
  ) {}

  get size(): number {
    return this.keys.size;
  }

  /** Takes the picture anew. */
  async reload(): Promise<void> {
    await this.reading?.catch(() => undefined);
    this.reading ??= this.read().finally(() => {
      this.reading = undefined;
    });
    await this.reading;
  }

  /** Whether the key may be parked, by the last picture. */
  mayHave(key: string): boolean {
    return this.keys.has(key);
  }

  /** Whether messages of the key must be parked. The lot is only asked where the picture says yes. */
  async has(key: string): Promise<boolean> {
    if (this.keys.has(key)) await this.reload();
    return this.keys.has(key);
  }

  add(key: string): void {
    this.keys.add(key);
    this.meanwhile.set(key, true);
  }

  delete(key: string): void {
    this.keys.delete(key);
    this.meanwhile.set(key, false);
  }

  /** One at a time per key: parking behind, against emptying the key. */
  async inTurn<T>(key: string, work: () => Promise<T>): Promise<T> {
    const before = this.turns.get(key) ?? Promise.resolve();
    const mine = before.then(work);
    const settled = mine.catch(() => undefined);
    this.turns.set(key, settled);
    try {
      return await mine;
    } finally {
      if (this.turns.get(key) === settled) this.turns.delete(key);
    }
  }

  private async read(): Promise<void> {
    this.meanwhile.clear();
    const keys = new Set(await this.lot.parkedKeys(this.group));
    for (const [key, parked] of this.meanwhile) {
      if (parked) keys.add(key);
      else keys.delete(key);
    }
    this.keys = keys;
  }
}
