import type { ParkedMessage } from '@redress/parking';
import { TestParkingLot } from '../kafka-fixture.contract';
import { silentLog } from '../log';
import { ParkedKeys } from './parked-keys';
import { Parking } from './parking';
import { PartitionWork } from './partition-work';
import type { Received } from './received';

const group = 'g';

/** A lot that takes its time to store a message. */
class SlowLot extends TestParkingLot {
  isSlow = false;
  private finish: () => void = () => undefined;

  override async park(message: ParkedMessage): Promise<void> {
    if (this.isSlow) await new Promise<void>((resolve) => (this.finish = resolve));
    return super.park(message);
  }

  done(): void {
    this.finish();
  }
}

const received = (offset: number): Received => ({
  topic: 't',
  partition: 0,
  offset,
  key: 'c',
  settled: false,
  message: { key: Buffer.from('c'), value: null, timestamp: '0', attributes: 0, offset: String(offset), headers: {} },
});

describe('a message that is parked behind another', () => {
  it('closes its key anew when the key was emptied meanwhile: what comes next does not pass it', async () => {
    const lot = new SlowLot();
    const keys = new ParkedKeys(lot, group);
    const parking = new Parking({ lot, group, keys, log: silentLog, alarm: () => undefined });
    const limits = { maxBatch: 1, waiting: 1, queued: 10, span: 10 };
    const work = new PartitionWork('t', 0, limits, () => Promise.resolve(), { onChange: () => undefined, onFault: () => undefined });
    await parking.park(received(1), new Error('broken'), 3, work);

    lot.isSlow = true;
    const behind = parking.parkedBehind(received(2), work);
    await new Promise((resolve) => setTimeout(resolve, 20));
    // In another process an operator has the key retried, and this one looks at the lot while the second is on its way.
    await lot.release(lot.messages[0] as ParkedMessage);
    await keys.reload();
    lot.done();
    expect(await behind).toBe(true);

    lot.isSlow = false;
    expect(await parking.parkedBehind(received(3), work)).toBe(true);
    expect(lot.messages.map(({ offset }) => offset)).toEqual(['2', '3']);
  });
});
