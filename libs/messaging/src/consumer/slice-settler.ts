import { CommandRefused, PoisonMessage, type CommitEnvelope } from '@redress/kernel';
import { describeError, type Log } from '../log';
import { GapNotFilled } from '../stream-versions';
import type { ConsumerAlarm } from './consumer-options';
import type { Counters } from './counters';
import type { Delivery, HandlerCalls } from './handler-calls';
import type { Parking } from './parking';
import type { PartitionWork } from './partition-work';
import type { Received } from './received';

interface SettlerParts {
  readonly group: string;
  readonly calls: HandlerCalls;
  readonly parking: Parking;
  readonly counters: Counters;
  readonly log: Log;
  readonly attempts: number;
  readonly alarm: (alarm: ConsumerAlarm) => void;
}

/** Sees to it that every message of a slice is handled or parked, and that its key's order is kept. */
export class SliceSettler {
  constructor(private readonly parts: SettlerParts) {}

  /** Resolves when all are settled; rejects only when the partition is closing. */
  async settle(slice: readonly Received[], work: PartitionWork): Promise<void> {
    const open: Received[] = [];
    for (const received of slice) {
      if (await this.parts.parking.parkedBehind(received, work)) this.countParked(received, work);
      else open.push(received);
    }
    if (open.length > 1 && (await this.settleTogether(open, work))) return;
    for (const received of open) await this.settleOne(received, work);
  }

  /** All in one call. Says no when that fails for good: then each is tried alone. */
  private async settleTogether(open: readonly Received[], work: PartitionWork): Promise<boolean> {
    try {
      const deliveries: Delivery[] = [];
      const reached = new Map<string, number>();
      for (const received of open) deliveries.push(...(await this.prepared(received, work, reached)));
      await this.parts.calls.handle(deliveries, work, 1);
      this.progressed();
      return true;
    } catch (error) {
      if (work.closing.aborted) throw error;
      this.parts.log.warn({ group: this.parts.group, size: open.length, error: describeError(error) }, 'a batch failed, trying one by one');
      return false;
    }
  }

  private async settleOne(received: Received, work: PartitionWork): Promise<void> {
    const { calls, parking, attempts, counters } = this.parts;
    // A message of this key may have been parked earlier in the same slice.
    if (await parking.parkedBehind(received, work)) return this.countParked(received, work);
    try {
      for (const delivery of await this.prepared(received, work, new Map())) await calls.handle([delivery], work, attempts);
    } catch (error) {
      if (work.closing.aborted) throw error;
      if (error instanceof CommandRefused) {
        counters.refused += 1;
        this.parts.log.info({ group: this.parts.group, refusal: error.refusal }, 'a rule said no to a reaction');
      } else {
        await parking.park(received, error, attempts, work);
        return this.countParked(received, work, error);
      }
    }
    this.progressed();
  }

  /** The message's commit after what is missing in front of it; `reached` is what the same call brings per stream. */
  private async prepared(received: Received, work: PartitionWork, reached: Map<string, number>): Promise<Delivery[]> {
    const delivery = this.parts.calls.decode(received);
    const { envelope } = delivery.commit;
    this.watchEpoch(envelope, work);
    const before = reached.get(envelope.streamId) ?? 0;
    const prepared = await this.parts.calls.withMissing(delivery, work, before);
    reached.set(envelope.streamId, Math.max(before, envelope.version));
    return prepared;
  }

  private watchEpoch(envelope: CommitEnvelope, work: PartitionWork): void {
    const { storeEpoch, context, streamId, version } = envelope;
    if (work.versions.reappears(envelope)) this.parts.alarm({ kind: 'version-reappeared', streamId, version });
    if (storeEpoch <= work.epoch) return;
    if (work.epoch > 0) this.parts.alarm({ kind: 'store-restored', context, from: work.epoch, to: storeEpoch });
    work.epoch = storeEpoch;
  }

  /** A parked version counts as seen, else the one behind it would look like the far side of a hole. */
  private countParked(received: Received, work: PartitionWork, error?: unknown): void {
    this.parts.counters.parked += 1;
    this.progressed();
    if (error instanceof GapNotFilled || error instanceof PoisonMessage) return;
    try {
      work.versions.saw(this.parts.calls.decode(received).commit.envelope);
    } catch {
      // There is no commit in it: nothing to note.
    }
  }

  private progressed(): void {
    this.parts.counters.lastProgressAt = new Date().toISOString();
  }
}
