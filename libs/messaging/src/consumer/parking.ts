import { ParkingFull, type ParkedMessage, type ParkingLot } from '@redress/parking';
import { retrying } from '../backoff';
import { headerText, type Headers } from '../cloud-event-headers';
import { describeError, type Log } from '../log';
import type { ConsumerAlarm } from './consumer-options';
import type { ParkedKeys } from './parked-keys';
import type { PartitionWork } from './partition-work';
import type { Received } from './received';

interface ParkingParts {
  readonly lot: ParkingLot;
  readonly group: string;
  readonly keys: ParkedKeys;
  readonly log: Log;
  readonly alarm: (alarm: ConsumerAlarm) => void;
}

/** Puts messages aside with their reason, and those of the same key behind them (X1). */
export class Parking {
  constructor(private readonly parts: ParkingParts) {}

  /**
   * Parks a message that cannot be handled and closes its key. Resolves when it is stored; while the lot is full or away
   * the partition waits, as a message must never be lost for want of a place.
   */
  async park(received: Received, error: unknown, attempts: number, work: PartitionWork): Promise<void> {
    const { keys, log, alarm, group } = this.parts;
    const reason = describeError(error);
    await keys.inTurn(received.key, async () => {
      await this.store(parkedMessage(group, received, reason, attempts), work);
      keys.add(received.key);
    });
    log.error({ group, key: received.key, topic: received.topic, offset: received.offset, reason }, 'a message was parked');
    alarm({ kind: 'parked', key: received.key, reason });
  }

  /** Parks a message if its key is parked; says whether it did. */
  async parkedBehind(received: Received, work: PartitionWork): Promise<boolean> {
    const { keys, group } = this.parts;
    if (!keys.mayHave(received.key)) return false;
    return keys.inTurn(received.key, async () => {
      if (!(await this.persistently(() => keys.has(received.key), received.key, work))) return false;
      await this.store(parkedMessage(group, received, 'waits behind a parked message of its key', 0), work);
      // The key may have been emptied while this was stored: it is parked again then.
      keys.add(received.key);
      return true;
    });
  }

  private store(message: ParkedMessage, work: PartitionWork): Promise<void> {
    return this.persistently(() => this.parts.lot.park(message), message.key, work);
  }

  private async persistently<T>(call: () => Promise<T>, key: string, work: PartitionWork): Promise<T> {
    let waits = false;
    const again = (error: unknown): boolean => {
      if (waits) return true;
      waits = true;
      work.startWaiting();
      this.parts.log.error({ group: this.parts.group, key, error: describeError(error) }, 'parking is not possible, waiting');
      if (error instanceof ParkingFull) this.parts.alarm({ kind: 'parking-full', key });
      return true;
    };
    try {
      return await retrying(call, { signal: work.closing, again });
    } finally {
      if (waits) work.stopWaiting();
    }
  }
}

const parkedMessage = (group: string, received: Received, reason: string, attempts: number): ParkedMessage => {
  const headers = textHeaders(received.message.headers ?? {});
  const version = Number(headers.ce_streamversion);
  return {
    group,
    key: received.key,
    streamId: headers.ce_streamid ?? 'unknown',
    version: Number.isSafeInteger(version) ? version : 0,
    topic: received.topic,
    partition: received.partition,
    offset: String(received.offset),
    headers,
    value: received.message.value?.toString() ?? '',
    reason,
    attempts,
    parkedAt: new Date().toISOString(),
  };
};

const textHeaders = (headers: Headers): Record<string, string> => {
  const texts: Record<string, string> = {};
  for (const name of Object.keys(headers)) {
    const text = headerText(headers, name);
    if (text !== undefined) texts[name] = text;
  }
  return texts;
};
