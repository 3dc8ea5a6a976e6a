import { dayOf } from '@redress/calendar';
import { durableCollection, guarded, isDuplicateKey } from '@redress/event-store';
import type { Connection } from 'mongoose';
import { complaintNumber, siteCode } from './complaint-number';
import type { ComplaintNumbers } from './complaint-numbers';

/** How far the numbers of one series are given out. */
interface NumberBlockDocument {
  /** `<SITE>-<yyyy>`. */
  readonly _id: string;
  /** The last number that belongs to some process. */
  readonly leasedUpTo: number;
}

/** Numbers this process may give out without asking: from `next` to `last`, both included. */
interface Block {
  next: number;
  readonly last: number;
}

/** Numbers one lease brings: what is left of them when the process ends is a gap. */
const blockSize = 100;

/** Numbers out of blocks leased from the collection `number_blocks`; one database round trip per hundred complaints. */
export class MongoComplaintNumbers implements ComplaintNumbers {
  private readonly blocks = new Map<string, Block>();
  private readonly leases = new Map<string, Promise<Block>>();

  constructor(private readonly connection: Connection) {}

  async next(siteId: string, at: string): Promise<string> {
    const code = siteCode(siteId);
    const year = dayOf(at).slice(0, 4);
    const series = `${code}-${year}`;
    for (;;) {
      const block = this.blocks.get(series);
      if (block && block.next <= block.last) return complaintNumber(code, year, block.next++);
      await this.lease(series);
    }
  }

  /** Many requests that find the block used up wait for one and the same lease. */
  private async lease(series: string): Promise<void> {
    const waiting = this.leases.get(series);
    if (waiting) return void (await waiting);
    const lease = this.takeBlock(series);
    this.leases.set(series, lease);
    try {
      this.blocks.set(series, await lease);
    } finally {
      this.leases.delete(series);
    }
  }

  private async takeBlock(series: string): Promise<Block> {
    const collection = durableCollection<NumberBlockDocument>(this.connection, 'number_blocks');
    const raise = () =>
      collection.findOneAndUpdate(
        { _id: series },
        { $inc: { leasedUpTo: blockSize } },
        { upsert: true, returnDocument: 'after' },
      );
    // Two processes that make the series at once: one of the upserts loses, and finds it made.
    const taken = await guarded('lease numbers', () =>
      raise().catch((error: unknown) => (isDuplicateKey(error) ? raise() : Promise.reject(error as Error))),
    );
    if (!taken) throw new Error(`no block of numbers for ${series}`);
    return { next: taken.leasedUpTo - blockSize + 1, last: taken.leasedUpTo };
  }
}
