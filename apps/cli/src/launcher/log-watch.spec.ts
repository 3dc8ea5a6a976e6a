import { appendFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { eventually } from '@redress/testing';

import { errorIn, watchLogs } from './log-watch';

const error = (msg: string): string => `${JSON.stringify({ level: 50, msg })}\n`;

describe('the log watch', () => {
  let folder: string;
  let file: string;
  let told: string[];
  let watch: { stop(): void };
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'redress-watch-'));
    file = join(folder, 'intake.log');
    told = [];
    watch = watchLogs([{ name: 'intake', file }], (text) => told.push(text));
  });
  afterEach(async () => {
    watch.stop();
    await rm(folder, { recursive: true, force: true });
  });

  it('shows errors and nothing else, each once', async () => {
    await writeFile(file, `plain words\n${JSON.stringify({ level: 30, msg: 'request' })}\n${error('no primary')}`);
    await eventually(() => expect(told).toEqual(['intake: no primary']));
    await appendFile(file, error('still none'));
    await eventually(() => expect(told).toEqual(['intake: no primary', 'intake: still none']));
  });

  it('waits for the rest of a line', async () => {
    const line = error('in two parts');
    await writeFile(file, line.slice(0, 10));
    await new Promise((resolve) => setTimeout(resolve, 700)); // longer than it takes to look again
    expect(told).toEqual([]);
    await appendFile(file, line.slice(10));
    await eventually(() => expect(told).toEqual(['intake: in two parts']));
  });

  it('goes on after the log was cut', async () => {
    await writeFile(file, error('before'.repeat(50)));
    await eventually(() => expect(told).toHaveLength(1));
    await writeFile(file, error('after'));
    await eventually(() => expect(told.at(-1)).toBe('intake: after'));
  });

  it('shows the first of a burst and says where the others are', async () => {
    await writeFile(file, Array.from({ length: 50 }, (_, index) => error(`fault ${index}`)).join(''));
    await eventually(() =>
      expect(told).toEqual(['intake: fault 0', 'intake: fault 1', 'intake: fault 2', `intake: more errors in ${file}`]),
    );
  });
});

describe('errorIn', () => {
  it.each([
    ['{"level":50,"msg":"cannot publish","err":{"message":"no broker"}}', 'cannot publish: no broker'],
    ['{"level":60,"err":{"message":"out of memory"}}', 'out of memory'],
    ['{"level":50,"msg":"same","err":{"message":"same"}}', 'same'],
    ['{"level":50}', 'an error without words'],
    ['{"level":40,"msg":"a warning"}', undefined],
    ['{"level":50,"msg":"torn', undefined],
    ['Error: a stack', undefined],
  ])('reads %s', (line, text) => {
    expect(errorIn(line)).toBe(text);
  });
});
