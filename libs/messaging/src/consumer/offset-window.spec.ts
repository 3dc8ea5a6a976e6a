import fc from 'fast-check';
import { OffsetWindow } from './offset-window';

const lowestUnsettled = (all: readonly { offset: number; settled: boolean }[]): number | undefined => {
  const last = all.at(-1);
  return all.find(({ settled }) => !settled)?.offset ?? (last && last.offset + 1);
};

describe('OffsetWindow', () => {
  it('knows no place before the first message', () => {
    const window = new OffsetWindow();
    expect([window.committable(), window.next(), window.size()]).toEqual([undefined, undefined, 0]);
  });

  it('is not fooled by a later message that was settled earlier (K7)', () => {
    const window = new OffsetWindow();
    const [ten, eleven] = [10, 11].map((offset) => ({ offset, settled: false }));
    if (!ten || !eleven) throw new Error('two tickets');
    window.add(ten);
    window.add(eleven);
    eleven.settled = true;
    expect(window.committable()).toBe(10);
    ten.settled = true;
    expect(window.committable()).toBe(12);
  });

  it('always gives the lowest unsettled offset, in whatever order messages are settled', () => {
    const steps = fc.array(fc.record({ add: fc.boolean(), pick: fc.nat(50) }), { maxLength: 300 });
    fc.assert(
      fc.property(steps, fc.integer({ min: 0, max: 5_000 }), (actions, start) => {
        const window = new OffsetWindow();
        const all: { offset: number; settled: boolean }[] = [];
        for (const { add, pick } of actions) {
          const ticket = { offset: (all.at(-1)?.offset ?? start) + 1 + (pick % 3), settled: false };
          if (add) {
            all.push(ticket);
            window.add(ticket);
          } else {
            const chosen = all[pick % Math.max(all.length, 1)];
            if (chosen) chosen.settled = true;
          }
          expect(window.committable()).toBe(lowestUnsettled(all));
        }
      }),
    );
  });

  it('forgets what is settled, so that memory stays bounded', () => {
    const window = new OffsetWindow();
    for (let offset = 0; offset < 10_000; offset += 1) {
      window.add({ offset, settled: true });
      window.committable();
    }
    expect(window.size()).toBe(0);
    expect(window.next()).toBe(10_000);
  });
});
