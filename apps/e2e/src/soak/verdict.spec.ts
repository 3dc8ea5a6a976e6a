import type { Sample } from './samples';
import { coursesOf } from './verdict';

const samplesOf = (name: string, figure: (at: number) => number): Sample[] =>
  Array.from({ length: 40 }, (_, at) => ({ at, figures: { [name]: figure(at) } }));

describe('the verdict over a soak', () => {
  it.each([
    ['gateway: memory, MiB', 'a heap that breathes', (at: number) => 300 + (at % 5) * 10, true],
    ['gateway: memory, MiB', 'a heap that grows', (at: number) => 300 + at * 5, false],
    [
      'gateway: memory, MiB',
      'a heap that grew only while it warmed up',
      (at: number) => Math.min(400, 200 + at * 25),
      true,
    ],
    ['MongoDB connections', 'a connection lost in three samples', (at: number) => 60 + Math.floor(at / 3), false],
    ['Redis keys', 'steady keys', () => 1_000, true],
    ['consumer lag, messages', 'a consumer that falls behind', (at: number) => at * 40, false],
    ['consumer lag, messages', 'a consumer that keeps up', (at: number) => (at % 7) * 30, true],
  ])('%s, %s', (name, _, figure, flat) => {
    expect(coursesOf(samplesOf(name, figure))).toEqual([expect.objectContaining({ name, flat })]);
  });
});
