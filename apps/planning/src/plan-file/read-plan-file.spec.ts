import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { deadlineKinds, headings } from '@redress/plan-rules';
import { largestFileBytes } from './plan-file';
import { readPlanFile } from './read-plan-file';

const defaultPlan = readFileSync(join(__dirname, '../../plans/complaint-emergency.yaml'), 'utf8');

const problemsOf = (text: string) => {
  const file = readPlanFile(text);
  return file.ok ? [] : file.problems;
};

/** The default plan with one passage changed; the passage must be there once. */
const changed = (passage: string, into: string): string => {
  expect(defaultPlan.split(passage)).toHaveLength(2);
  return defaultPlan.replace(passage, into);
};

const lineOf = (text: string, passage: string): number => text.slice(0, text.indexOf(passage)).split('\n').length;

describe('the default plan', () => {
  const file = readPlanFile(defaultPlan);

  it('is valid', () => expect(file.ok ? [] : file.problems).toEqual([]));

  it('carries the numbers of the seed and all 14 headings in both languages', () => {
    if (!file.ok) throw new Error('the default plan is not valid');
    const { document } = file;
    expect(deadlineKinds.map((kind) => document.deadlines[kind].within)).toEqual([
      'PT24H',
      '3 workingDays',
      '5 workingDays',
      '2 workingDays',
      '15 workingDays',
    ]);
    expect(headings).toHaveLength(14);
    for (const heading of headings) {
      expect(document.headings[heading].zh.length).toBeGreaterThanOrEqual(10);
      expect(document.headings[heading].en?.length).toBeGreaterThan(10);
    }
    expect(document.categories.map(({ id }) => id)).toEqual(['product', 'service', 'organization', 'other']);
    expect(document.levels.map(({ id }) => id)).toEqual(['severe', 'general', 'suggestion']);
  });

  it('is read from JSON as from YAML', () => {
    expect(readPlanFile(JSON.stringify(file.ok && file.document))).toEqual(file);
  });
});

describe('a plan file with a mistake', () => {
  it('is told where: a limit of authority that is none (R-055)', () => {
    const text = changed('{ role: clerk, upTo: 200 }', '{ role: clerk, upTo: lots }');
    expect(problemsOf(text)).toMatchObject([
      {
        path: '/authority/0/upTo',
        line: lineOf(text, 'upTo: lots'),
        column: '  - { role: clerk, upTo'.indexOf('upTo') + 1,
      },
    ]);
  });

  it('is told where: a wrong value', () => {
    const text = changed('within: 3 workingDays }', 'within: 3 workdays }');
    const [problem, ...more] = problemsOf(text);
    expect(more).toEqual([]);
    expect(problem).toMatchObject({
      path: '/deadlines/investigation/within',
      line: lineOf(text, '3 workdays'),
      column: '  investigation: { from: accepted, within'.indexOf('within') + 1,
    });
    expect(problem?.message.en).toContain('"3 workdays" is not a span of time');
    expect(problem?.message.zh).toContain('“3 workdays”不是时限');
  });

  it('is told where: a missing section stands at the part it is missing from', () => {
    const text = changed('  feedback: { from: resolutionPlanAdopted, within: 2 workingDays }\n', '');
    expect(problemsOf(text)).toEqual([
      expect.objectContaining({ path: '/deadlines/feedback', line: lineOf(text, 'deadlines:'), column: 1 }),
    ]);
  });

  it('is told where: a field nobody knows stands at its name', () => {
    const text = changed('review: { within: 10 workingDays }', 'review: { within: 10 workingDays, by: nobody }');
    expect(problemsOf(text)).toEqual([
      expect.objectContaining({
        path: '/emergency/review/by',
        line: lineOf(text, 'by: nobody'),
        column: '  review: { within: 10 workingDays, by'.length - 1,
      }),
    ]);
  });

  it('is told where: a number as a field, and an item of a list', () => {
    const text = changed('4: [LVL-01, LVL-02, LVL-03]', '4: [LVL-01, LVL-02, LVL-77]');
    expect(problemsOf(text)).toEqual([
      expect.objectContaining({
        path: '/severity/4/2',
        line: lineOf(text, 'LVL-77'),
        column: '  4: [LVL-01, LVL-02, L'.length,
      }),
    ]);
  });

  it('is told that a heading is empty', () => {
    const text = changed('    zh: 景区投诉处理应急预案\n', "    zh: ' '\n");
    expect(problemsOf(text)).toEqual([
      expect.objectContaining({ path: '/headings/title/zh', line: lineOf(text, "zh: ' '") }),
    ]);
  });
});

describe('a file that is no plan', () => {
  it.each([
    ['nothing', '', 'Must be a group of fields', 1],
    ['a word', 'hello', 'Must be a group of fields', 1],
    ['a field twice', 'kind: a\nkind: b', 'The same field is there twice', 2],
    ['two documents', 'a: 1\n---\nb: 2', 'A file holds one plan only', 2],
    ['tabs', 'a:\n\t- b', 'Indent with spaces', 2],
    ['an open bracket', 'a: [', 'a bracket is not closed', 1],
    ['an alias', 'a: &x [1]\nb: *x', 'Anchors, aliases and tags', 1],
    ['a tag', 'a: 1\nb: !!binary aGk=', 'Anchors, aliases and tags', 2],
    ['an unknown tag', 'a: 1\nb: !js/function x', 'YAML', 2],
    ['a list as the name of a field', 'a: 1\n? [b]\n: c', 'must be a text', 2],
  ])('%s', (_case, text, words, line) => {
    const [problem] = problemsOf(text);
    expect(problem?.message.en).toContain(words);
    expect(problem?.line).toBe(line);
  });

  it.each([
    ['brackets', '['.repeat(200_000), 'Nested too deeply'],
    ['list marks', '- '.repeat(200_000), 'Nested too deeply'],
    ['braces', '{a: '.repeat(100_000), 'Nested too deeply'],
    [
      'indentation',
      Array.from({ length: 500 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n'),
      'Nested too deeply',
    ],
    ['fields', Array.from({ length: 50_000 }, (_, n) => `a${n}:`).join('\n'), 'Too many fields'],
    ['bytes', '预'.repeat(largestFileBytes / 3 + 1), 'may have 524288 bytes at most'],
  ])('too many %s', (_case, text, words) => {
    expect(problemsOf(text)[0]?.message.en).toContain(words);
  });

  it('takes a file of as many bytes as are allowed, and not one more', () => {
    const full = `${defaultPlan}#${'x'.repeat(largestFileBytes - Buffer.byteLength(defaultPlan) - 1)}`;
    expect(problemsOf(full)).toEqual([]);
    expect(problemsOf(`${full}x`)).toEqual([expect.objectContaining({ path: '', line: 1, column: 1 })]);
  });

  it('takes a document of as much as an event holds and no more', () => {
    const padded = (length: number) =>
      changed('    zh: 景区投诉处理应急预案\n', `    zh: 景区投诉处理应急预案\n    en2: ${'x'.repeat(length)}\n`);
    // A heading is bounded far below the whole, so a plan fills up with many parts.
    const words = Array.from(
      { length: 190 },
      (_, n) => `    - { words: [${`w${n}${'x'.repeat(30)}, `.repeat(99)}w], fact: deaths, value: 1 }`,
    );
    expect(problemsOf(`${defaultPlan}${words.join('\n')}\n`).map(({ message }) => message.en)).toEqual([
      'The file may have 524288 bytes at most',
    ]);
    expect(problemsOf(`${defaultPlan}${words.slice(0, 80).join('\n')}\n`).map(({ message }) => message.en)).toEqual([
      'The plan may have 204800 bytes at most',
    ]);
    expect(problemsOf(`${defaultPlan}${words.slice(0, 10).join('\n')}\n`)).toEqual([]);
    expect(problemsOf(padded(5))).toEqual([expect.objectContaining({ path: '/headings/title/en2' })]);
  });
});
