import { makeClock } from '@redress/kernel';
import { delayOf, horizonEnd, isDue, overdueMs } from './horizon';

const noon = Date.parse('2026-03-02T12:00:00.000Z');
const hour = 3_600_000;
const affine = (speed: number) => {
  const real = { now: noon };
  const clock = makeClock(() => real.now, {
    realStart: new Date(noon).toISOString(),
    simStart: '2026-03-02T12:00:00.000Z',
    speed,
  });
  return { real, clock };
};

describe('how late a due time is', () => {
  it('is nothing before it comes', () => {
    expect(
      overdueMs(
        makeClock(() => noon),
        '2026-03-02T12:00:01.000Z',
      ),
    ).toBe(0);
  });

  it('is told in real time, however fast the clock runs', () => {
    const { real, clock } = affine(60);
    real.now += 5_000;
    expect(overdueMs(clock, '2026-03-02T12:02:00.000Z')).toBe(3_000);
  });
});

describe('the horizon', () => {
  it('reaches as far ahead as asked on the real clock', () => {
    expect(
      horizonEnd(
        makeClock(() => noon),
        2 * hour,
      ),
    ).toBe('2026-03-02T14:00:00.000Z');
  });

  it('is never less than a minute of real time', () => {
    expect(
      horizonEnd(
        makeClock(() => noon),
        1000,
      ),
    ).toBe('2026-03-02T12:01:00.000Z');
  });

  it('covers the next real minute of a clock that runs fast', () => {
    expect(horizonEnd(affine(1440).clock, 2 * hour)).toBe('2026-03-03T12:00:00.000Z');
  });

  it('keeps the asked span of a clock that runs a little fast', () => {
    expect(horizonEnd(affine(2).clock, 2 * hour)).toBe('2026-03-02T14:00:00.000Z');
  });
});

describe('the delay until a due time', () => {
  it('is in real milliseconds, rounded up', () => {
    expect(delayOf(affine(7).clock, '2026-03-02T12:00:01.000Z')).toBe(143);
  });

  it('is none when the time has passed', () => {
    expect(delayOf(affine(7).clock, '2026-03-02T11:59:59.000Z')).toBe(0);
  });

  it.each([1, 3, 7, 144, 1440, 8640])('ends on or after the due time at speed %d', (speed) => {
    const { real, clock } = affine(speed);
    const dueAt = '2026-03-09T09:13:27.777Z';
    real.now += delayOf(clock, dueAt);
    expect(Date.parse(clock.now()) - Date.parse(dueAt)).toBeGreaterThanOrEqual(-1);
  });

  it('is due at the boundary instant and not a millisecond before', () => {
    const clock = makeClock(() => noon);
    expect(isDue(clock, '2026-03-02T12:00:00.000Z')).toBe(true);
    expect(isDue(clock, '2026-03-02T12:00:00.001Z')).toBe(false);
  });
});
