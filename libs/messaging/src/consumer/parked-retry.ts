import { CommandRefused } from '@redress/kernel';
import type { ParkedMessage, ParkingLot } from '@redress/parking';
import { fromKafkaMessage } from '../cloud-event';
import { describeError } from '../log';
import { fillGap, GapNotFilled, gapBetween } from '../stream-versions';
import type { RetriedKey } from '../commit-consumer';
import type { KafkaConsumerOptions } from './consumer-options';
import { isTransient } from './faults';
import type { Delivery, HandlerCalls } from './handler-calls';
import type { ParkedKeys } from './parked-keys';

/** Messages read at once. */
const page = 50;

/** Handles the parked messages of a key again, because an operator asked for it (X1). */
export class ParkedRetry {
  private readonly lot: ParkingLot;

  constructor(
    private readonly options: KafkaConsumerOptions,
    private readonly calls: HandlerCalls,
    private readonly keys: ParkedKeys,
  ) {
    this.lot = options.parking;
  }

  /**
   * In order, until the key is empty or one fails again. Messages that arrive meanwhile are parked behind and come last.
   * @throws TransientFault when a dependency is away: nothing is lost, ask again.
   */
  async retry(key: string, signal: AbortSignal): Promise<RetriedKey> {
    let handled = 0;
    for (;;) {
      const parked = await this.nextOf(key);
      if (parked.length === 0) return { handled, remaining: 0 };
      for (const message of parked) {
        const failure = await this.handle(message, signal);
        if (failure !== undefined) return { handled, remaining: await this.countOf(key), reason: failure };
        await this.lot.release(message);
        handled += 1;
      }
    }
  }

  /** What is parked of the key; when nothing is, the key is free from here on. */
  private nextOf(key: string): Promise<readonly ParkedMessage[]> {
    return this.keys.inTurn(key, async () => {
      const parked = await this.lot.ofKey(this.options.groupId, key, page);
      if (parked.length === 0) this.keys.delete(key);
      return parked;
    });
  }

  private async countOf(key: string): Promise<number> {
    return (await this.lot.ofKey(this.options.groupId, key)).length;
  }

  private async handle(message: ParkedMessage, signal: AbortSignal): Promise<string | undefined> {
    try {
      for (const delivery of await this.deliveries(message, signal)) await this.calls.once([delivery], signal);
      return undefined;
    } catch (error) {
      if (isTransient(error)) throw error;
      if (error instanceof CommandRefused) return undefined;
      return describeError(error);
    }
  }

  private async deliveries(message: ParkedMessage, signal: AbortSignal): Promise<Delivery[]> {
    const { validate, fetchMissing } = this.options;
    const commit = fromKafkaMessage(message, validate);
    const from = GapNotFilled.fromVersionIn(message.reason);
    const gap = from === undefined ? undefined : gapBetween(from - 1, commit.envelope);
    const missing = gap && fetchMissing ? await fillGap(gap, fetchMissing, signal) : [];
    return [...missing, commit].map((each) => ({ commit: each }));
  }
}
